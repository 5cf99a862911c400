package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;

/** Folds the likelihoods of one choice, which come token by token. */
final class LogprobsCollector {
  private final List<RawJson> content = new ArrayList<>();
  private final List<RawJson> refusal = new ArrayList<>(0);

  void add(Logprobs tokens) {
    content.addAll(tokens.content());
    refusal.addAll(tokens.refusal());
  }

  Logprobs build() {
    return new Logprobs(content, refusal);
  }
}
