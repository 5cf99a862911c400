package dev.gatewaysdk.chat;

import org.jspecify.annotations.Nullable;

/**
 * One of the answers to a request.
 *
 * @param message what the model said; can be added to the next request as it is
 * @param finishReason why it stopped
 * @param rawFinishReason the provider's own word for it; null if it gave none
 * @param stopSequence the stop sequence that was met; null if none, or the provider did not say
 * @param logprobs how likely each token was held; null if the provider did not say
 */
public record ChatChoice(
    ChatMessage message,
    FinishReason finishReason,
    @Nullable String rawFinishReason,
    @Nullable String stopSequence,
    @Nullable Logprobs logprobs) {

  /** A choice without likelihoods. */
  public ChatChoice(
      ChatMessage message,
      FinishReason finishReason,
      @Nullable String rawFinishReason,
      @Nullable String stopSequence) {
    this(message, finishReason, rawFinishReason, stopSequence, null);
  }

  /** Without the stop sequence, which the caller wrote. */
  @Override
  public String toString() {
    return "ChatChoice(" + message + ", " + finishReason + ")";
  }
}
