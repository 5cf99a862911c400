package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage as it becomes known, from one block or several.
 *
 * <p>The counts of a later block are totals so far: they replace earlier ones and are never added.
 * A field that a later block leaves out, or gives as null, keeps its value. Anthropic counts cached
 * input outside {@code input_tokens}; {@link TokenUsage} counts it inside.
 */
final class AnthropicUsage {
  private static final double MOST = 1L << 40; // So that no sum overflows.

  private @Nullable RawJson raw;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long reasoning;

  /** Takes a usage block in; the reader stands before it. */
  void merge(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    RawJson block = RawJson.read(json);
    counts(WireJson.reader(block.text()));
    raw = raw == null ? block : merged(raw, block);
  }

  /** The usage so far; null if no block came. */
  ChatEvent.@Nullable UsageReported event() {
    if (raw == null) {
      return null;
    }
    long all = input + cacheRead + cacheWrite;
    return new ChatEvent.UsageReported(
        new TokenUsage(all, cacheRead, cacheWrite, output, reasoning, all + output, false), raw);
  }

  private void counts(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "input_tokens" -> input = count(json, input);
        case "cache_read_input_tokens" -> cacheRead = count(json, cacheRead);
        case "cache_creation_input_tokens" -> cacheWrite = count(json, cacheWrite);
        case "output_tokens" -> output = count(json, output);
        case "output_tokens_details" -> details(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private void details(JsonReader json) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      if (json.nextName().equals("thinking_tokens")) {
        reasoning = count(json, reasoning);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
  }

  /** The next value if it is a count, else what was known before. */
  private static long count(JsonReader json, long before) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return before;
    }
    double count = Double.parseDouble(json.nextString()); // No answer fails over "12.0".
    return (long) Math.max(0, Math.min(count, MOST));
  }

  private static RawJson merged(RawJson before, RawJson later) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(before.toMap());
    later
        .toMap()
        .forEach(
            (name, value) -> {
              if (value != null || !fields.containsKey(name)) {
                fields.put(name, value);
              }
            });
    return RawJson.of(fields);
  }
}
