package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.json.RawJson;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings as Groq takes them. It refuses what it does not know, and each family of models has its
 * own words for how hard to think (console.groq.com/docs/reasoning, /docs/openai).
 */
final class GroqSettings {
  /** OpenAI's, which Groq refuses. */
  private static final Set<String> NOT_OF_GROQ =
      Set.of(
          "audio",
          "logit_bias",
          "metadata",
          "modalities",
          "prediction",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "store",
          "verbosity",
          "web_search_options");

  private static final Set<String> TIERS = Set.of("auto", "on_demand", "flex", "performance");
  private static final Set<String> EFFORTS = Set.of("low", "medium", "high");
  private static final String EFFORT = "reasoning_effort";

  private GroqSettings() {}

  /** Whether it takes an extra of that name and value. */
  static boolean takes(String name, RawJson value) {
    if (name.equals("service_tier")) {
      return !(value.toJava() instanceof String tier) || TIERS.contains(tier);
    }
    return !NOT_OF_GROQ.contains(name);
  }

  /** The effort in the words of the model's family; null for none. */
  static @Nullable String effort(String asked, String model, Losses losses) {
    String name = model.toLowerCase(Locale.ROOT);
    if (name.contains("gpt-oss")) {
      return EFFORTS.contains(asked) ? asked : clamped(asked, losses);
    }
    if (name.contains("qwen3")) {
      if (asked.equals("none") || asked.equals("default")) {
        return asked;
      }
      losses.emulated(EFFORT, "default: the model thinks, or does not");
      return "default";
    }
    if (!asked.equals("none")) {
      losses.dropped(EFFORT, "the model cannot be told how hard to think");
    }
    return null;
  }

  private static String clamped(String asked, Losses losses) {
    String nearest =
        asked.equals("none") || asked.equals("minimal")
            ? "low"
            : asked.equals("default") ? "medium" : "high";
    losses.clamped(EFFORT, "'" + asked + "' became '" + nearest + "': the model has low to high");
    return nearest;
  }
}
