package dev.gatewaysdk.call;

import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Assessment;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became known of a call on its way, for the record and the response. It only grows, but for
 * what concerned a target that has failed.
 *
 * <p>Written by the thread that runs the call; read by it, and by others once the call has ended.
 */
public final class CallTrail {
  private volatile @Nullable String endpoint;
  private volatile Map<String, String> tags = Map.of();
  private volatile @Nullable Target target;
  private volatile int tries; // Only the thread that runs the call adds to it.
  private volatile boolean mayBeBilled;
  private volatile @Nullable String providerRequestId;
  private volatile @Nullable Supplier<@Nullable RateLimits> rateLimits;
  private volatile @Nullable Cost cost;
  private volatile List<AttemptSummary> attempts = List.of();
  private volatile List<Assessment> assessments = List.of();
  private volatile List<Adjustment> adjustments = List.of();
  private volatile @Nullable List<Adjustment> beforeAttempts;

  /** The endpoint that the call was resolved to; null until then. */
  public @Nullable String endpoint() {
    return endpoint;
  }

  /** Notes the endpoint and the labels that it puts on records. */
  public void endpoint(String endpoint, Map<String, String> tags) {
    this.endpoint = endpoint;
    this.tags = tags;
  }

  /** The endpoint's labels; unmodifiable, may be empty. */
  public Map<String, String> tags() {
    return tags;
  }

  /** The target tried last; null if none was. */
  public @Nullable Target target() {
    return target;
  }

  /** Notes that a target is tried now; forgets what the one before reported of itself. */
  public void trying(Target target) {
    List<Adjustment> before = beforeAttempts;
    if (before == null) {
      beforeAttempts = adjustments;
    } else {
      adjustments = before; // What was changed to suit a target that then failed does not matter.
    }
    int earlier = tries;
    tries = earlier + 1;
    this.target = target;
    this.providerRequestId = null;
    this.rateLimits = null;
  }

  /**
   * Takes the last {@link #trying} back: the target could not do it, and nothing was sent.
   *
   * @param before the target tried before; null if none was
   * @param requestId the provider's id of that try; null if it had none
   */
  public void notTried(@Nullable Target before, @Nullable String requestId) {
    int begun = tries;
    tries = begun - 1;
    target = before;
    providerRequestId = requestId;
    List<Adjustment> kept = beforeAttempts;
    if (kept != null) {
      adjustments = kept;
    }
  }

  /** How many attempts have begun, a cancelled one included. */
  public int tries() {
    return tries;
  }

  /** Whether an attempt that brought no answer may have been billed all the same. */
  public boolean mayBeBilled() {
    return mayBeBilled;
  }

  /** Notes that an attempt which failed had left whole, and was not refused. */
  public void failedAfterSending() {
    mayBeBilled = true;
  }

  /** The provider's id of the attempt tried last; null if none arrived. */
  public @Nullable String providerRequestId() {
    return providerRequestId;
  }

  /** Notes the provider's id of the attempt under way. */
  public void providerRequestId(@Nullable String id) {
    this.providerRequestId = id;
  }

  /** What the provider said of its limits; null if it said nothing. */
  public @Nullable RateLimits rateLimits() {
    Supplier<@Nullable RateLimits> supplier = rateLimits;
    return supplier == null ? null : supplier.get();
  }

  /** Notes how to read the provider's limits; only read if somebody asks. */
  public void rateLimits(Supplier<@Nullable RateLimits> rateLimits) {
    this.rateLimits = rateLimits;
  }

  /** What the call cost; null before its end, or if usage or price is not known. */
  public @Nullable Cost cost() {
    return cost;
  }

  /** Notes what the call cost. */
  public void cost(@Nullable Cost cost) {
    this.cost = cost;
  }

  /** Every attempt that has ended or answered, in order; unmodifiable. */
  public List<AttemptSummary> attempts() {
    return attempts;
  }

  /** Adds an attempt. */
  public void attempt(AttemptSummary attempt) {
    attempts = plus(attempts, attempt);
  }

  /** What each guardrail made of the call, in order; unmodifiable. */
  public List<Assessment> assessments() {
    return assessments;
  }

  /** Adds what a guardrail made of the call. */
  public void assessed(Assessment assessment) {
    assessments = plus(assessments, assessment);
  }

  /** Everything that was changed to suit the target, in order; unmodifiable. */
  public List<Adjustment> adjustments() {
    return adjustments;
  }

  /** Adds an adjustment. */
  public void adjusted(Adjustment adjustment) {
    adjustments = plus(adjustments, adjustment);
  }

  private static <T> List<T> plus(List<T> list, T item) {
    if (list.isEmpty()) {
      return List.of(item);
    }
    List<T> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(item);
    return List.copyOf(longer);
  }
}
