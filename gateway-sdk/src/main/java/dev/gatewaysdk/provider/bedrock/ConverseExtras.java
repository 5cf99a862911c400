package dev.gatewaysdk.provider.bedrock;

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
 * Writes what the request has no field for: in Converse's words as it is written, new ones too, and
 * in words of models among the additional fields. What only OpenAI knows would be refused, so it is
 * left out.
 */
final class ConverseExtras {
  static final String ADDITIONAL = "additionalModelRequestFields";

  /** Fields of Claude's, which others may know as well, for {@link #ADDITIONAL}. */
  static final Set<String> OF_MODELS =
      Set.of(ConverseThinking.THINKING, "anthropic_beta", "reasoning_config", "reasoningConfig");

  private static final Set<String> TIERS = Set.of("default", "flex", "priority", "reserved");
  private static final Set<String> OF_OPENAI =
      OpenAiSettings.and(
          "frequency_penalty",
          "logprobs",
          "metadata",
          "presence_penalty",
          "response_format",
          "seed");

  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;

  ConverseExtras(ChatRequest request, Consumer<Adjustment> adjusted) {
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
      if (name.equals(ADDITIONAL) || OF_MODELS.contains(name)) {
        continue; // Written before, together with the gateway's own.
      }
      if (written.contains(name)) {
        throw new InvalidRequestException(
            name, "is set by the request already: leave out the extra of that name");
      }
      if (name.equals("service_tier")) {
        serviceTier(String.valueOf(extra.getValue().toJava()), json);
      } else if (OF_OPENAI.contains(name)) {
        dropped(name, "a setting of OpenAI's that Converse does not have");
      } else {
        json.name(name);
        extra.getValue().write(json);
      }
    }
    if (request.endUser() != null) {
      dropped("user", "Converse takes none; put a tag into the extra requestMetadata");
    }
  }

  private void serviceTier(String tier, JsonWriter json) throws IOException {
    if (TIERS.contains(tier)) {
      json.name("serviceTier").beginObject().name("type").value(tier).endObject();
    } else if (!tier.equals("auto")) {
      dropped("service_tier", "Bedrock has no tier " + tier);
    }
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
