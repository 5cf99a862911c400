package dev.gatewaysdk.examples.standin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider was asked, whichever its wire.
 *
 * @param prompt the text of the user's last message; its first word names the scenario
 * @param system the instructions; empty if there are none
 * @param thoughts what the model thought before the tools that it asked for last, given back sealed
 *     as it was; empty if nothing was
 * @param results what tools have answered since the model asked for them, as {@code id=text}
 * @param pictures the images of the user's last message, as {@code type:bytes} or the address
 * @param tools the names of the tools it may call
 * @param schema what the answer has to conform to; null if anything goes
 * @param choices how many answers are asked for
 * @param logprobs whether they are asked for
 * @param body the request as it arrived
 */
public record Asked(
    String model,
    boolean streamed,
    String prompt,
    String system,
    String thoughts,
    List<String> results,
    List<String> pictures,
    List<String> tools,
    @Nullable Object schema,
    int choices,
    boolean logprobs,
    Map<String, @Nullable Object> body) {

  /** The first word of the prompt. */
  String scenario() {
    return prompt.split(" ", 2)[0];
  }

  /** What follows the first word of the prompt; empty if nothing does. */
  String detail() {
    String[] words = prompt.split(" ", 2);
    return words.length == 1 ? "" : words[1];
  }
}
