package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.OpenAiSettings;
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
      OpenAiSettings.and("metadata", "service_tier", "top_k", "top_p");

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
