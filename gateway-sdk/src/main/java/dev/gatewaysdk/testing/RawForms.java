package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The raw forms beside usage and finish reason, as OpenAI would write them. */
final class RawForms {
  private RawForms() {}

  static RawJson usage(TokenUsage usage) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("prompt_tokens", usage.input());
    block.put("completion_tokens", usage.output());
    block.put("total_tokens", usage.total());
    if (usage.cacheRead() > 0) {
      block.put("prompt_tokens_details", Map.of("cached_tokens", usage.cacheRead()));
    }
    if (usage.reasoning() > 0) {
      block.put("completion_tokens_details", Map.of("reasoning_tokens", usage.reasoning()));
    }
    return RawJson.of(block);
  }

  static String reason(FinishReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
