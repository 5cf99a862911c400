package dev.gatewaysdk.completion;

import dev.gatewaysdk.chat.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer to one prompt.
 *
 * @param text may be empty; often begins with line ends, which belong to it
 * @param finishReason why the model stopped
 * @param rawFinishReason the provider's own word for it; null if it gave none
 * @param logprobs how likely each token was; unmodifiable, empty unless asked for
 */
public record CompletionChoice(
    String text,
    FinishReason finishReason,
    @Nullable String rawFinishReason,
    List<TokenLogprob> logprobs) {
  public CompletionChoice {
    logprobs = List.copyOf(logprobs);
  }

  /** Without the text: what models say is nobody's log line. */
  @Override
  public String toString() {
    return "CompletionChoice(" + text.length() + " chars, " + finishReason + ")";
  }
}
