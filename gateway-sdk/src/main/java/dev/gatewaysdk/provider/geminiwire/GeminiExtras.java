package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.OpenAiSettings;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the request has no field for: in Google's words as it is written, new ones too. In other
 * providers' words only what means something here; Google refuses names that it does not know.
 */
final class GeminiExtras {
  static final String CONFIG = "generationConfig";
  static final String TOOL_CONFIG = "toolConfig";

  /** Google reads both spellings; only one of them may be there. */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "generation_config", CONFIG,
          "tool_config", TOOL_CONFIG,
          "system_instruction", "systemInstruction");

  private static final Set<String> OF_OTHERS =
      OpenAiSettings.and(
          "frequency_penalty",
          "logprobs",
          "metadata",
          "presence_penalty",
          "response_format",
          "seed",
          "stream",
          "thinking");

  private final GeminiFlavor flavor;
  private final Consumer<Adjustment> adjusted;

  private GeminiExtras(GeminiFlavor flavor, Consumer<Adjustment> adjusted) {
    this.flavor = flavor;
    this.adjusted = adjusted;
  }

  /** The fields to add, in Google's first spelling where it matters; reports what is left out. */
  static Map<String, RawJson> of(
      ChatRequest request, GeminiFlavor flavor, Consumer<Adjustment> adjusted) {
    Map<String, RawJson> extras = new LinkedHashMap<>(0);
    GeminiExtras translation = new GeminiExtras(flavor, adjusted);
    request
        .extras()
        .forEach(
            (name, value) -> {
              RawJson translated = translation.translated(name, value);
              if (translated != null) {
                extras.put(SPELLINGS.getOrDefault(name, name), translated);
              }
            });
    return extras;
  }

  private @Nullable RawJson translated(String name, RawJson value) {
    if (OF_OTHERS.contains(name)) {
      dropped(name, "a setting of another provider's that Google does not have");
      return null;
    }
    return name.equals("service_tier") ? serviceTier(value) : value;
  }

  /** The Gemini API has OpenAI's tiers, one of them by another name; Vertex AI has none. */
  private @Nullable RawJson serviceTier(RawJson value) {
    String tier = String.valueOf(value.toJava());
    return switch (tier) {
      case "auto", "default" -> null; // Which is what Google takes without a word.
      case "flex", "priority", "standard" -> {
        if (flavor == GeminiFlavor.VERTEX) {
          dropped("service_tier", "Vertex AI has none in requests");
          yield null;
        }
        yield value;
      }
      default -> {
        dropped("service_tier", "Google has no tier of that name");
        yield null;
      }
    };
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
