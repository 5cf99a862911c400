package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What becomes of the fields that a caller adds to a chat request. */
final class OpenAiExtras {
  /** Settings that OpenAI's chat completions refuse, and other providers have. */
  private static final Set<String> FOREIGN =
      Set.of(
          "thinking",
          "top_k",
          "top_a",
          "min_p",
          "repetition_penalty",
          "reasoning",
          "reasoning_format",
          "include_reasoning",
          "chat_template_kwargs",
          "provider",
          "models",
          "route",
          "transforms",
          "plugins",
          "cache_control",
          "random_seed",
          "safe_prompt",
          "anthropic_version",
          "generationConfig",
          "safetySettings",
          "search_domain_filter",
          "search_recency_filter",
          "return_images",
          "return_related_questions");

  /** Settings of OpenAI's that Mistral has not, and therefore refuses. */
  private static final Set<String> NOT_OF_MISTRAL =
      Set.of(
          "audio",
          "logit_bias",
          "modalities",
          "prompt_cache_retention",
          "safety_identifier",
          "service_tier",
          "store",
          "verbosity",
          "web_search_options");

  /** What {@code store} and {@code logit_bias} are that change nothing. */
  private static final Set<String> NOTHING = Set.of("false", "{}");

  private final WireFlavor flavor;
  private final Losses losses;

  OpenAiExtras(WireFlavor flavor, Losses losses) {
    this.flavor = flavor;
    this.losses = losses;
  }

  /** Writes those that the host takes, and reports the others. */
  void write(JsonWriter json, Map<String, RawJson> extras) throws IOException {
    for (Map.Entry<String, RawJson> extra : extras.entrySet()) {
      if (!flavor.has(Trait.OWN_SETTINGS) && FOREIGN.contains(extra.getKey())) {
        losses.dropped(extra.getKey(), "a setting of other providers");
      } else if (flavor.has(Trait.MISTRAL_FORMS) && NOT_OF_MISTRAL.contains(extra.getKey())) {
        if (!NOTHING.contains(extra.getValue().text())) {
          losses.dropped(extra.getKey(), "a setting of OpenAI's that Mistral refuses");
        }
      } else {
        json.name(extra.getKey());
        extra.getValue().write(json);
      }
    }
  }

  /**
   * @throws InvalidRequestException if one names a field that the request sets itself
   */
  static void requireNoRepetition(ChatRequest request) {
    for (String name : request.extras().keySet()) {
      if (isSet(request, name)) {
        throw new InvalidRequestException(
            name, "is given as an extra, but the request sets it already: give it once");
      }
    }
  }

  private static boolean isSet(ChatRequest request, String name) {
    return switch (name) {
      case "model", "messages", "stream", "stream_options" -> true;
      case "max_tokens", "max_completion_tokens" -> request.maxTokens() != null;
      case "temperature" -> request.temperature() != null;
      case "top_p" -> request.topP() != null;
      case "frequency_penalty" -> request.frequencyPenalty() != null;
      case "presence_penalty" -> request.presencePenalty() != null;
      case "n" -> request.choices() != null;
      case "seed", "random_seed" -> request.seed() != null;
      case "stop" -> !request.stop().isEmpty();
      case "user" -> request.endUser() != null;
      case "reasoning_effort" -> request.reasoningEffort() != null;
      case "top_k" -> request.topK() != null;
      case "logprobs" -> request.logprobs() != null;
      case "top_logprobs" -> request.topLogprobs() != null;
      case "tools" -> !request.tools().isEmpty() || !request.providerTools().isEmpty();
      case "tool_choice" -> request.toolChoice() != null;
      case "parallel_tool_calls" -> request.parallelToolCalls() != null;
      case "response_format" -> request.responseFormat() != null;
      default -> false;
    };
  }
}
