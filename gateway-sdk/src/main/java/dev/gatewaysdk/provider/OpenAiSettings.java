package dev.gatewaysdk.provider;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of OpenAI's chat requests that mean nothing to hosts with a wire of their own, and would
 * be refused there. Source: OpenAI's API reference (platform.openai.com/docs/api-reference/chat).
 */
public final class OpenAiSettings {
  private static final Set<String> OF_OPENAI_ONLY =
      Set.of(
          "audio",
          "function_call",
          "functions",
          "logit_bias",
          "max_completion_tokens",
          "modalities",
          "moderation",
          "n",
          "parallel_tool_calls",
          "prediction",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "reasoning",
          "reasoning_effort",
          "safety_identifier",
          "stop",
          "store",
          "stream_options",
          "top_logprobs",
          "user",
          "verbosity",
          "web_search_options");

  private OpenAiSettings() {}

  /**
   * Their names, and more that a host does not know either.
   *
   * @return unmodifiable
   */
  public static Set<String> and(String... more) {
    return Stream.concat(OF_OPENAI_ONLY.stream(), Stream.of(more))
        .collect(Collectors.toUnmodifiableSet());
  }
}
