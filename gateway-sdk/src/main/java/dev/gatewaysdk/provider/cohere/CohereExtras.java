package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes what the request has no field for: in Cohere's words as it is written, new ones too. What
 * only OpenAI knows would be refused, so it is left out.
 */
final class CohereExtras {
  private static final Set<String> OF_OPENAI =
      Set.of(
          "audio",
          "function_call",
          "functions",
          "logit_bias",
          "max_completion_tokens",
          "metadata",
          "modalities",
          "n",
          "parallel_tool_calls",
          "prediction",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning",
          "reasoning_effort",
          "safety_identifier",
          "service_tier",
          "stop",
          "store",
          "stream_options",
          "top_k",
          "top_logprobs",
          "top_p",
          "user",
          "verbosity",
          "web_search_options");

  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;

  CohereExtras(ChatRequest request, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
  }

  /**
   * @param written the fields that are there
   * @throws InvalidRequestException if an extra repeats one of them
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      String name = extra.getKey();
      if (written.contains(name)) {
        throw new InvalidRequestException(
            name, "is set by the request already: leave out the extra of that name");
      }
      if (OF_OPENAI.contains(name)) {
        adjusted.accept(
            new Adjustment(Kind.DROPPED, name, "a setting of OpenAI's that Cohere does not have"));
      } else {
        json.name(name);
        extra.getValue().write(json);
      }
    }
  }
}
