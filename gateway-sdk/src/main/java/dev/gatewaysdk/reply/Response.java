package dev.gatewaysdk.reply;

import dev.gatewaysdk.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole answer of any operation, and how it came about. Implementations are immutable. */
public interface Response {
  /** How it came about. */
  ResponseInfo info();

  /** The gateway's id of the call, also in its record. */
  default String requestId() {
    return info().requestId();
  }

  /** The model that answered, as the provider says; null if it does not say. */
  default @Nullable String model() {
    return info().model();
  }

  /** The tokens used; null if the provider reported none. */
  default @Nullable TokenUsage usage() {
    return info().usage();
  }

  /** The provider's usage block as it came; null if it sent none. */
  default @Nullable RawJson rawUsage() {
    return info().rawUsage();
  }

  /** What it cost by the price book; null if usage or price is not known. */
  default @Nullable Cost cost() {
    return info().cost();
  }

  /** Who answered; null if no provider was asked. */
  default @Nullable ServedBy target() {
    return info().target();
  }

  /** Every attempt, the successful one last; unmodifiable. */
  default List<AttemptSummary> attempts() {
    return info().attempts();
  }

  /** What was changed to suit the target; unmodifiable, may be empty. */
  default List<Adjustment> adjustments() {
    return info().adjustments();
  }
}
