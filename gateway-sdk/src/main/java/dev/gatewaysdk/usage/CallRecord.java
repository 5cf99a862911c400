package dev.gatewaysdk.usage;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call did, whatever its end: the unit of accounting. Immutable.
 *
 * <p>Holds no prompt, no answer and no secret.
 */
public final class CallRecord {
  /** How a call ended. */
  public enum Status {
    /** Read to its end. */
    SUCCESS,
    /** Refused by the gateway before a provider was asked. */
    REFUSED,
    /** Blocked by a guardrail. */
    BLOCKED,
    /** Failed before any content had arrived. */
    ERROR,
    /** Stopped by the caller. */
    CANCELLED,
    /** Failed after some content had arrived. */
    TRUNCATED;

    /** As records spell it, such as {@code success}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String requestId;
  private final @Nullable String providerRequestId;
  private final long timestampMillis;
  private final Caller caller;
  private final @Nullable String endpoint;
  private final Operation operation;
  private final boolean streamed;
  private final @Nullable ServedBy target;
  private final @Nullable String responseModel;
  private final Status status;
  private final int statusCode;
  private final @Nullable FailureKind failureKind;
  private final @Nullable TokenUsage usage;
  private final @Nullable Cost cost;
  private final long executionNanos;
  private final long firstTokenNanos;
  private final int attempts;
  private final Map<String, String> tags;

  private CallRecord(Builder builder) {
    this.requestId = builder.requestId;
    this.providerRequestId = builder.providerRequestId;
    this.timestampMillis = builder.timestampMillis;
    this.caller = builder.caller;
    this.endpoint = builder.endpoint;
    this.operation = builder.operation;
    this.streamed = builder.streamed;
    this.target = builder.target;
    this.responseModel = builder.responseModel;
    this.status = builder.status;
    this.statusCode = builder.statusCode;
    this.failureKind = builder.failureKind;
    this.usage = builder.usage;
    this.cost = builder.cost;
    this.executionNanos = builder.executionNanos;
    this.firstTokenNanos = builder.firstTokenNanos;
    this.attempts = builder.attempts;
    this.tags = builder.tags;
  }

  /** The gateway's id of the call. */
  public String requestId() {
    return requestId;
  }

  /** The provider's id of the last attempt; null if none arrived. */
  public @Nullable String providerRequestId() {
    return providerRequestId;
  }

  /** When the call began, in milliseconds since 1970-01-01T00:00Z. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** Who called. */
  public Caller caller() {
    return caller;
  }

  /** The endpoint, or {@code @provider} for direct calls; null if the call named none there is. */
  public @Nullable String endpoint() {
    return endpoint;
  }

  /** What was asked. */
  public Operation operation() {
    return operation;
  }

  /** Whether the answer was wanted as it arrives. */
  public boolean streamed() {
    return streamed;
  }

  /** The target that was asked last; null if none was. */
  public @Nullable ServedBy target() {
    return target;
  }

  /** The model that the provider says has answered; null if it did not say. */
  public @Nullable String responseModel() {
    return responseModel;
  }

  /** How it ended. */
  public Status status() {
    return status;
  }

  /** The HTTP status that stands for the outcome; 200 for success, 499 for cancelled. */
  public int statusCode() {
    return statusCode;
  }

  /** Why the provider failed; null if it did not. */
  public @Nullable FailureKind failureKind() {
    return failureKind;
  }

  /** Tokens used; null if not known. */
  public @Nullable TokenUsage usage() {
    return usage;
  }

  /** Cost by the price book; null if usage or price is not known. */
  public @Nullable Cost cost() {
    return cost;
  }

  /** From the beginning of the call to its end, in nanoseconds. */
  public long executionNanos() {
    return executionNanos;
  }

  /** From the beginning of the call to its first content, in nanoseconds; -1 if none arrived. */
  public long firstTokenNanos() {
    return firstTokenNanos;
  }

  /** How often a provider was asked. */
  public int attempts() {
    return attempts;
  }

  /** Labels of the endpoint and the caller; the caller's win. Unmodifiable. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  public String toString() {
    return "CallRecord("
        + requestId
        + ", "
        + endpoint
        + " -> "
        + target
        + ", "
        + status.wireName()
        + " "
        + statusCode
        + ", "
        + attempts
        + " attempts)";
  }

  /** Builds a {@link CallRecord}; not for use by several threads. */
  public static final class Builder {
    private final String requestId;
    private final Operation operation;
    private final Caller caller;
    private @Nullable String providerRequestId;
    private long timestampMillis;
    private @Nullable String endpoint;
    private boolean streamed;
    private @Nullable ServedBy target;
    private @Nullable String responseModel;
    private Status status = Status.SUCCESS;
    private int statusCode = 200;
    private @Nullable FailureKind failureKind;
    private @Nullable TokenUsage usage;
    private @Nullable Cost cost;
    private long executionNanos;
    private long firstTokenNanos = -1;
    private int attempts;
    private Map<String, String> tags = Map.of();

    /** Starts the record of a call. */
    public Builder(String requestId, Operation operation, Caller caller) {
      this.requestId = requestId;
      this.operation = operation;
      this.caller = caller;
    }

    /** The provider's id of the last attempt. */
    public Builder providerRequestId(@Nullable String id) {
      this.providerRequestId = id;
      return this;
    }

    /** When the call began and how long it took. */
    public Builder time(long timestampMillis, long executionNanos, long firstTokenNanos) {
      this.timestampMillis = timestampMillis;
      this.executionNanos = executionNanos;
      this.firstTokenNanos = firstTokenNanos;
      return this;
    }

    /** The endpoint. */
    public Builder endpoint(@Nullable String endpoint) {
      this.endpoint = endpoint;
      return this;
    }

    /** Whether the answer was wanted as it arrives. */
    public Builder streamed(boolean streamed) {
      this.streamed = streamed;
      return this;
    }

    /** The target asked last, and the model that it says has answered. */
    public Builder target(@Nullable ServedBy target, @Nullable String responseModel) {
      this.target = target;
      this.responseModel = responseModel;
      return this;
    }

    /** How it ended. */
    public Builder outcome(Status status, int statusCode, @Nullable FailureKind failureKind) {
      this.status = status;
      this.statusCode = statusCode;
      this.failureKind = failureKind;
      return this;
    }

    /** Tokens and cost. */
    public Builder usage(@Nullable TokenUsage usage, @Nullable Cost cost) {
      this.usage = usage;
      this.cost = cost;
      return this;
    }

    /** How often a provider was asked. */
    public Builder attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /** Labels; must not be changed afterwards. */
    public Builder tags(Map<String, String> tags) {
      this.tags = tags;
      return this;
    }

    /** The record. */
    public CallRecord build() {
      return new CallRecord(this);
    }
  }
}
