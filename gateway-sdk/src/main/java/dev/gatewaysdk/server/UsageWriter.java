package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage as OpenAI has it. Details stand there as the provider gave them, or as far as they
 * are above zero: a zero could also mean that nobody has counted.
 */
final class UsageWriter {
  private UsageWriter() {}

  /**
   * @param raw the provider's own block; null if there is none
   */
  static void write(JsonWriter json, TokenUsage usage, @Nullable RawJson raw) throws IOException {
    Map<?, ?> own =
        raw != null && raw.toJava() instanceof Map<?, ?> map && map.containsKey("prompt_tokens")
            ? map
            : Map.of();
    json.beginObject();
    json.name("prompt_tokens").value(usage.inputTokens());
    json.name("completion_tokens").value(usage.outputTokens());
    json.name("total_tokens").value(usage.totalTokens());
    if (own.get("prompt_tokens_details") instanceof Map<?, ?> details) {
      json.name("prompt_tokens_details");
      RawJson.of(details).write(json);
    } else if (usage.cacheRead() > 0 || usage.cacheWrite() > 0) {
      json.name("prompt_tokens_details").beginObject();
      json.name("cached_tokens").value(usage.cacheRead());
      if (usage.cacheWrite() > 0) {
        json.name("cache_write_tokens").value(usage.cacheWrite());
      }
      json.endObject();
    }
    if (own.get("completion_tokens_details") instanceof Map<?, ?> details) {
      json.name("completion_tokens_details");
      RawJson.of(details).write(json);
    } else if (usage.reasoning() > 0) {
      json.name("completion_tokens_details").beginObject();
      json.name("reasoning_tokens").value(usage.reasoning());
      json.endObject();
    }
    if (usage.estimated()) {
      json.name("estimated").value(true);
    }
    json.endObject();
  }

  /** Writes usage of operations that only read; nothing if there is none. */
  static void input(JsonWriter json, @Nullable TokenUsage usage) throws IOException {
    if (usage != null) {
      json.name("usage").beginObject().name("prompt_tokens").value(usage.inputTokens());
      json.name("total_tokens").value(usage.totalTokens()).endObject();
    }
  }
}
