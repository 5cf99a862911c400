package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
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

  /** These, followed by those. */
  Logprobs plus(Logprobs later) {
    return new Logprobs(joined(content, later.content), joined(refusal, later.refusal));
  }

  private static List<RawJson> joined(List<RawJson> some, List<RawJson> more) {
    List<RawJson> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
