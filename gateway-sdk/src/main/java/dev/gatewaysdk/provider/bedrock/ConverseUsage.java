package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage block. Cached tokens are counted outside {@code inputTokens}, but inside the
 * total; each of their counters may stand there twice, under two names.
 */
final class ConverseUsage {
  private static final double MOST = 1L << 40; // So that no sum overflows.

  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long total = -1;

  private ConverseUsage() {}

  /** The usage that the reader stands before; null if it is none. */
  static ChatEvent.@Nullable UsageReported read(JsonReader json) throws IOException {
    RawJson raw = WireJson.raw(json);
    if (!raw.isObject()) {
      return null;
    }
    return new ConverseUsage().event(raw);
  }

  private ChatEvent.UsageReported event(RawJson raw) throws IOException {
    JsonReader json = JsonBody.reader(raw.text());
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "inputTokens" -> input = count(json);
        case "outputTokens" -> output = count(json);
        case "totalTokens" -> total = count(json);
        case "cacheReadInputTokens", "cacheReadInputTokenCount" ->
            cacheRead = Math.max(cacheRead, count(json));
        case "cacheWriteInputTokens", "cacheWriteInputTokenCount" ->
            cacheWrite = Math.max(cacheWrite, count(json));
        default -> json.skipValue();
      }
    }
    long all = input + cacheRead + cacheWrite;
    return new ChatEvent.UsageReported(
        new TokenUsage(
            all, cacheRead, cacheWrite, output, 0, total < 0 ? all + output : total, false),
        raw);
  }

  private static long count(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return 0;
    }
    double count = Double.parseDouble(json.nextString()); // No answer fails over "12.0".
    return (long) Math.max(0, Math.min(count, MOST));
  }
}
