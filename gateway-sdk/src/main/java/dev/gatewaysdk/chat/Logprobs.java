package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import java.util.List;

/**
 * How likely the model held each token, as the provider wrote it: objects with {@code token},
 * {@code logprob}, {@code bytes} and {@code top_logprobs}.
 *
 * @param content of the visible text; unmodifiable, may be empty
 * @param refusal of the refusal; unmodifiable, may be empty
 */
public record Logprobs(List<RawJson> content, List<RawJson> refusal) {
  public Logprobs {
    content = List.copyOf(content);
    refusal = List.copyOf(refusal);
  }
}
