package dev.gatewaysdk.completion;

import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * How likely the model held one token of a completion.
 *
 * @param logprob the logarithm of the probability; null for the first token of an echo
 * @param alternatives likely tokens at this place with their logarithms, as they came; null if none
 *     did
 * @param textOffset where the token begins in the text, in characters; null if not said
 */
public record TokenLogprob(
    String token,
    @Nullable Double logprob,
    @Nullable RawJson alternatives,
    @Nullable Integer textOffset) {

  /** Without the token: what models say is nobody's log line. */
  @Override
  public String toString() {
    return "TokenLogprob(" + logprob + ")";
  }
}
