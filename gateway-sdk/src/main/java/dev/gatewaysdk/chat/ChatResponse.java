package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Assessment;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, and how it came about. Immutable; equal if the provider's part of it is.
 *
 * <p>The shortcuts ({@link #text()}, {@link #toolCalls()}, …) speak of the first choice.
 */
public final class ChatResponse {
  private final List<ChatChoice> choices;
  private final @Nullable String id;
  private final @Nullable String model;
  private final @Nullable TokenUsage usage;
  private final @Nullable RawJson rawUsage;
  private final Map<String, RawJson> extras;
  private final @Nullable Cost cost;
  private final @Nullable ServedBy target;
  private final String requestId;
  private final List<AttemptSummary> attempts;
  private final List<Adjustment> adjustments;
  private final List<Assessment> assessments;
  private final Supplier<@Nullable RateLimits> rateLimits;

  private ChatResponse(Builder builder) {
    this.choices = List.copyOf(builder.choices);
    this.id = builder.id;
    this.model = builder.model;
    this.usage = builder.usage;
    this.rawUsage = builder.rawUsage;
    this.extras = builder.extras;
    this.cost = builder.cost;
    this.target = builder.target;
    this.requestId = builder.requestId;
    this.attempts = builder.attempts;
    this.adjustments = builder.adjustments;
    this.assessments = builder.assessments;
    this.rateLimits = builder.rateLimits;
  }

  /** The visible text, joined without a separator; empty if there is none. */
  public String text() {
    return message().text();
  }

  /** The tools that the model asks for, in order; unmodifiable, may be empty. */
  public List<ContentPart.ToolCall> toolCalls() {
    return message().toolCalls();
  }

  /** The message of the first choice; can be added to the next request as it is. */
  public ChatMessage message() {
    return choices.get(0).message();
  }

  /** Why the model stopped. */
  public FinishReason finishReason() {
    return choices.get(0).finishReason();
  }

  /** The provider's own word for why it stopped; null if it gave none. */
  public @Nullable String rawFinishReason() {
    return choices.get(0).rawFinishReason();
  }

  /** Every answer, in order of its index; unmodifiable, never empty. */
  public List<ChatChoice> choices() {
    return choices;
  }

  /** The provider's id of the answer; null if it gave none. */
  public @Nullable String id() {
    return id;
  }

  /** The model that answered, as the provider says: often a dated name; null if it does not say. */
  public @Nullable String model() {
    return model;
  }

  /**
   * The tokens used; null if the provider reported none.
   *
   * @see #rawUsage()
   */
  public @Nullable TokenUsage usage() {
    return usage;
  }

  /** The provider's usage block as it came; null if it sent none. */
  public @Nullable RawJson rawUsage() {
    return rawUsage;
  }

  /**
   * Further fields of the provider's answer, as they came, such as {@code service_tier};
   * unmodifiable, may be empty.
   */
  public Map<String, RawJson> extras() {
    return extras;
  }

  /** What it cost by the price book; null if usage or price is not known. */
  public @Nullable Cost cost() {
    return cost;
  }

  /** Who answered; null if no provider was asked. */
  public @Nullable ServedBy target() {
    return target;
  }

  /** The gateway's id of the call, also in its record; empty if collected outside a call. */
  public String requestId() {
    return requestId;
  }

  /** Every attempt, the successful one last; unmodifiable. */
  public List<AttemptSummary> attempts() {
    return attempts;
  }

  /** What was changed to suit the target; unmodifiable, may be empty. */
  public List<Adjustment> adjustments() {
    return adjustments;
  }

  /** What each guardrail of the endpoint made of the call, in order; unmodifiable. */
  public List<Assessment> assessments() {
    return assessments;
  }

  /** What the provider said of its own limits; null if it said nothing. */
  public @Nullable RateLimits rateLimits() {
    return rateLimits.get();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatResponse response
        && choices.equals(response.choices)
        && Objects.equals(id, response.id)
        && Objects.equals(model, response.model)
        && Objects.equals(usage, response.usage);
  }

  @Override
  public int hashCode() {
    return Objects.hash(choices, id, model, usage);
  }

  /** Who answered and how much, not what. */
  @Override
  public String toString() {
    return "ChatResponse(" + target + ", " + choices.size() + " choices, " + usage + ")";
  }

  /** Builds a {@link ChatResponse}; not for use by several threads. */
  public static final class Builder {
    private final List<ChatChoice> choices;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable TokenUsage usage;
    private @Nullable RawJson rawUsage;
    private Map<String, RawJson> extras = Map.of();
    private @Nullable Cost cost;
    private @Nullable ServedBy target;
    private String requestId = "";
    private List<AttemptSummary> attempts = List.of();
    private List<Adjustment> adjustments = List.of();
    private List<Assessment> assessments = List.of();
    private Supplier<@Nullable RateLimits> rateLimits = () -> null;

    /**
     * @param choices at least one
     */
    public Builder(List<ChatChoice> choices) {
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("a response has at least one choice");
      }
      this.choices = choices;
    }

    /** The provider's id of the answer. */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** The model that answered. */
    public Builder model(@Nullable String model) {
      this.model = model;
      return this;
    }

    /** The tokens used, and the provider's own block. */
    public Builder usage(@Nullable TokenUsage usage, @Nullable RawJson raw) {
      this.usage = usage;
      this.rawUsage = raw;
      return this;
    }

    /** Further fields of the provider's answer. */
    public Builder extras(Map<String, RawJson> extras) {
      this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
      return this;
    }

    /** What it cost. */
    public Builder cost(@Nullable Cost cost) {
      this.cost = cost;
      return this;
    }

    /** Who answered. */
    public Builder target(@Nullable ServedBy target) {
      this.target = target;
      return this;
    }

    /** The gateway's id of the call. */
    public Builder requestId(String requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Every attempt. */
    public Builder attempts(List<AttemptSummary> attempts) {
      this.attempts = List.copyOf(attempts);
      return this;
    }

    /** What was changed. */
    public Builder adjustments(List<Adjustment> adjustments) {
      this.adjustments = List.copyOf(adjustments);
      return this;
    }

    /** What each guardrail made of the call. */
    public Builder assessments(List<Assessment> assessments) {
      this.assessments = List.copyOf(assessments);
      return this;
    }

    /** How to read the provider's limits, if somebody asks. */
    public Builder rateLimits(Supplier<@Nullable RateLimits> rateLimits) {
      this.rateLimits = rateLimits;
      return this;
    }

    /** The response. */
    public ChatResponse build() {
      return new ChatResponse(this);
    }
  }
}
