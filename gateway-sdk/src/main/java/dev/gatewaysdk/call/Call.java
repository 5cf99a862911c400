package dev.gatewaysdk.call;

import dev.gatewaysdk.reply.OperationRequest;
import org.jspecify.annotations.Nullable;

/**
 * One call of the gateway, as it walks through the outer ring. Immutable but for its trail and
 * cancellation.
 */
public final class Call {
  private final String id;
  private final OperationRequest request;
  private final Caller caller;
  private final boolean streamed;
  private final long startNanos;
  private final Cancellation cancellation;
  private final CallTrail trail;
  private final @Nullable MediaFetcher media;

  /**
   * @param id unique, also the answer's {@code x-request-id}
   * @param streamed whether the caller wants the answer as it arrives
   * @param startNanos when it began, by the gateway's clock
   */
  public Call(
      String id, OperationRequest request, Caller caller, boolean streamed, long startNanos) {
    this(id, request, caller, streamed, startNanos, new Cancellation());
  }

  /**
   * A call that its caller keeps the means to stop.
   *
   * @param cancellation stops this call; of no other call
   */
  public Call(
      String id,
      OperationRequest request,
      Caller caller,
      boolean streamed,
      long startNanos,
      Cancellation cancellation) {
    this(id, request, caller, streamed, startNanos, cancellation, new CallTrail(), null);
  }

  private Call(
      String id,
      OperationRequest request,
      Caller caller,
      boolean streamed,
      long startNanos,
      Cancellation cancellation,
      CallTrail trail,
      @Nullable MediaFetcher media) {
    this.id = id;
    this.request = request;
    this.caller = caller;
    this.streamed = streamed;
    this.startNanos = startNanos;
    this.cancellation = cancellation;
    this.trail = trail;
    this.media = media;
  }

  /** The same call with another request, for interceptors that change it. */
  public Call withRequest(OperationRequest request) {
    return new Call(id, request, caller, streamed, startNanos, cancellation, trail, media);
  }

  /** The same call with something that follows its links. */
  public Call withMedia(MediaFetcher media) {
    return new Call(id, request, caller, streamed, startNanos, cancellation, trail, media);
  }

  /** Unique, also the answer's {@code x-request-id}. */
  public String id() {
    return id;
  }

  /** What is asked. */
  public OperationRequest request() {
    return request;
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** Whether the caller wants the answer as it arrives. */
  public boolean streamed() {
    return streamed;
  }

  /** When it began, in nanoseconds of the gateway's clock. */
  public long startNanos() {
    return startNanos;
  }

  /** The way to stop it. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /** What is known of it so far. */
  public CallTrail trail() {
    return trail;
  }

  /** What follows the links of its request; null if nothing may. */
  public @Nullable MediaFetcher media() {
    return media;
  }
}
