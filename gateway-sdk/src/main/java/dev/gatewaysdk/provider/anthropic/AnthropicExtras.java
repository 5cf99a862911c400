package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.OpenAiSettings;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the request has no field for: in Anthropic's words as it is written, new ones too. In
 * OpenAI's words only what means something here; the rest would be refused, so it is left out.
 */
final class AnthropicExtras {
  private static final Set<String> OF_OPENAI =
      OpenAiSettings.and(
          "frequency_penalty", "logprobs", "presence_penalty", "response_format", "seed");

  /** Values that ask for what Anthropic does anyway, as clients send them without being told. */
  private static final Map<String, Object> IDLE =
      Map.of("logit_bias", Map.of(), "modalities", List.of("text"), "store", false);

  private static final String NO_KEY_BUT_USER_ID = "Anthropic takes no key of it but user_id";

  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;

  AnthropicExtras(ChatRequest request, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
  }

  /**
   * @param written the fields that are there
   * @throws InvalidRequestException if an extra repeats one of them
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    endUser(json, written);
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      String name = extra.getKey();
      if (name.equals(AnthropicThinking.FIELD)) {
        continue; // Written before, in the form that the model takes.
      }
      if (isBesideEndUser(name, extra.getValue())) {
        continue;
      }
      if (written.contains(name) || name.equals("stream")) {
        throw new InvalidRequestException(
            name, "is set by the request already: leave out the extra of that name");
      }
      RawJson value = translated(name, extra.getValue());
      if (value != null) {
        json.name(name);
        value.write(json);
      }
    }
  }

  /**
   * Whether it is OpenAI's metadata, next to the user that has taken the field here: OpenAI's
   * clients send both.
   */
  private boolean isBesideEndUser(String name, RawJson value) {
    if (request.endUser() == null
        || !name.equals("metadata")
        || !value.isObject()
        || value.toMap().containsKey("user_id")) {
      return false;
    }
    if (!value.toMap().isEmpty()) {
      dropped("metadata", NO_KEY_BUT_USER_ID);
    }
    return true;
  }

  private void endUser(JsonWriter json, Set<String> written) throws IOException {
    String user = request.endUser();
    if (user == null) {
      return;
    }
    if (AnthropicUserId.identifies(user)) {
      dropped("user", "looks like an e-mail address or phone number, which Anthropic forbids");
      return;
    }
    written.add("metadata");
    json.name("metadata").beginObject().name("user_id").value(user).endObject();
  }

  private @Nullable RawJson translated(String name, RawJson value) {
    if (OF_OPENAI.contains(name)) {
      if (IDLE.containsKey(name) && IDLE.get(name).equals(value.toJava())) {
        return null;
      }
      dropped(name, "a setting of OpenAI's that Anthropic does not have");
      return null;
    }
    return switch (name) {
      case "metadata" -> metadata(value);
      case "service_tier" -> serviceTier(value);
      default -> value;
    };
  }

  /** OpenAI's is a map of one's own keys, Anthropic's knows one key only. */
  private @Nullable RawJson metadata(RawJson value) {
    if (!value.isObject()) {
      return value;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(value.toMap());
    Object user = fields.remove("user_id");
    if (!fields.isEmpty()) {
      dropped("metadata", NO_KEY_BUT_USER_ID);
    }
    if (user instanceof String id && AnthropicUserId.identifies(id)) {
      dropped(
          "metadata.user_id",
          "looks like an e-mail address or phone number, which Anthropic forbids");
      return null;
    }
    return user == null ? null : fields.isEmpty() ? value : RawJson.of(Map.of("user_id", user));
  }

  private @Nullable RawJson serviceTier(RawJson value) {
    String tier = String.valueOf(value.toJava());
    return switch (tier) {
      case "default" -> {
        adjusted.accept(
            new Adjustment(
                Kind.EMULATED, "service_tier", "standard_only, as Anthropic calls the default"));
        yield RawJson.of("standard_only");
      }
      case "flex", "priority", "scale" -> {
        dropped("service_tier", "Anthropic has no tier " + tier + " to ask for");
        yield null;
      }
      default -> value;
    };
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
