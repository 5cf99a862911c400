package dev.gatewaysdk.reply;

import dev.gatewaysdk.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a response came about.
 *
 * @param requestId the gateway's id of the call, also in its record
 * @param id the provider's id of the answer; null if it gave none
 * @param model the model that answered, as the provider says; null if it does not say
 * @param usage the tokens used; null if the provider reported none
 * @param rawUsage the provider's usage block as it came; null if it sent none
 * @param cost by the price book; null if usage or price is not known, as that of pictures and sound
 *     is for some models
 * @param target who answered; null if no provider was asked
 * @param attempts every attempt, the successful one last; unmodifiable
 * @param adjustments what was changed to suit the target; unmodifiable
 */
public record ResponseInfo(
    String requestId,
    @Nullable String id,
    @Nullable String model,
    @Nullable TokenUsage usage,
    @Nullable RawJson rawUsage,
    @Nullable Cost cost,
    @Nullable ServedBy target,
    List<AttemptSummary> attempts,
    List<Adjustment> adjustments) {

  /** Of an answer about which nothing is known. */
  public static final ResponseInfo NONE =
      new ResponseInfo("", null, null, null, null, null, null, List.of(), List.of());

  public ResponseInfo {
    attempts = List.copyOf(attempts);
    adjustments = List.copyOf(adjustments);
  }
}
