package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts Google's likelihoods of tokens into the form that {@link Logprobs} has. */
final class GeminiLogprobs {
  private GeminiLogprobs() {}

  /**
   * @param result a {@code logprobsResult}: the tokens that were chosen, and at each place the
   *     likeliest ones
   * @return null if it has no token
   */
  static @Nullable Logprobs of(RawJson result) {
    if (!(result.toJava() instanceof Map<?, ?> fields)) {
      return null;
    }
    List<Map<?, ?>> tops = maps(fields.get("topCandidates"));
    List<RawJson> tokens = new ArrayList<>();
    for (Map<?, ?> chosen : maps(fields.get("chosenCandidates"))) {
      int place = tokens.size();
      List<Object> likeliest = new ArrayList<>();
      if (place < tops.size()) {
        maps(tops.get(place).get("candidates")).forEach(top -> likeliest.add(token(top)));
      }
      Map<String, @Nullable Object> token = token(chosen);
      token.put("top_logprobs", likeliest);
      tokens.add(RawJson.of(token));
    }
    return tokens.isEmpty() ? null : new Logprobs(tokens, List.of());
  }

  private static Map<String, @Nullable Object> token(Map<?, ?> candidate) {
    Map<String, @Nullable Object> token = new LinkedHashMap<>();
    token.put("token", candidate.containsKey("token") ? candidate.get("token") : "");
    token.put("logprob", candidate.get("logProbability"));
    token.put("bytes", null);
    return token;
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        maps.add(item instanceof Map<?, ?> map ? map : Map.of());
      }
    }
    return maps;
  }
}
