package dev.gatewaysdk.completion;

import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * How texts go on. The shortcuts speak of the first choice.
 *
 * @param choices every answer: those to the first prompt, then those to the next; unmodifiable,
 *     never empty
 * @param info how it came about
 */
public record CompletionResponse(List<CompletionChoice> choices, ResponseInfo info)
    implements Response {
  public CompletionResponse {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("a response has at least one choice");
    }
  }

  /** The text; may be empty. */
  public String text() {
    return choices.get(0).text();
  }

  /** Why the model stopped. */
  public FinishReason finishReason() {
    return choices.get(0).finishReason();
  }
}
