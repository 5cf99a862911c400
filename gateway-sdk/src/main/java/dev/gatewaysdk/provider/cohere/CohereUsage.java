package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage block. {@code tokens} is what the model read and wrote, Cohere's own instructions
 * included; {@code billed_units}, which leaves those out, stands in where there is nothing else.
 */
final class CohereUsage {
  private static final double MOST = 1L << 40; // So that no sum overflows.
  private static final long UNKNOWN = -1;

  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long billedInput = UNKNOWN;
  private long billedOutput = UNKNOWN;
  private long reasoning;
  private long cached;

  private CohereUsage() {}

  /** The usage that the reader stands before; null if it counts no tokens. */
  static ChatEvent.@Nullable UsageReported read(JsonReader json) throws IOException {
    RawJson raw = WireJson.raw(json);
    TokenUsage usage = raw.isObject() ? new CohereUsage().tokens(raw) : null;
    return usage == null ? null : new ChatEvent.UsageReported(usage, raw);
  }

  /** The usage in {@code meta}, where other answers than chat's have it; null if it is none. */
  static @Nullable UsageReported ofMeta(JsonReader json) throws IOException {
    RawJson raw = WireJson.raw(json);
    return raw.isObject() ? new UsageReported(new CohereUsage().tokens(raw), raw) : null;
  }

  /** Searches and pictures are no tokens, so there may be none: unknown is not zero. */
  private @Nullable TokenUsage tokens(RawJson raw) throws IOException {
    JsonReader json = JsonBody.reader(raw.text());
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "tokens" -> tokens(json);
        case "billed_units" -> billed(json);
        case "cached_tokens" -> cached = Math.max(0, count(json));
        default -> json.skipValue();
      }
    }
    long in = input == UNKNOWN ? billedInput : input;
    long out = output == UNKNOWN ? billedOutput : output;
    if (in == UNKNOWN && out == UNKNOWN) {
      return null;
    }
    in = Math.max(0, in);
    out = Math.max(0, out);
    return new TokenUsage(in, cached, 0, out, reasoning, in + out, false);
  }

  private void tokens(JsonReader json) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "input_tokens" -> input = count(json);
        case "output_tokens" -> output = count(json);
        case "reasoning_tokens" -> reasoning = Math.max(0, count(json));
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private void billed(JsonReader json) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "input_tokens" -> billedInput = count(json);
        case "output_tokens" -> billedOutput = count(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private static long count(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return UNKNOWN;
    }
    double count = Double.parseDouble(json.nextString()); // Counts come as "12.0", too.
    return (long) Math.max(0, Math.min(count, MOST));
  }
}
