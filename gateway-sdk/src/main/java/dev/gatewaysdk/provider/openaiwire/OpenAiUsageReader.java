package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenAI's usage block, in which cached tokens and reasoning are parts of the counts. Images
 * and sound have other names for the same.
 */
final class OpenAiUsageReader {
  private static final int ABSENT = -1;
  private static final double MOST = 1L << 40; // So that no sum overflows.

  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "prompt_tokens",
          "completion_tokens",
          "total_tokens",
          "prompt_tokens_details",
          "completion_tokens_details",
          "prompt_cache_hit_tokens",
          "cached_tokens",
          "num_cached_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          "reasoning_tokens",
          "input_tokens",
          "output_tokens",
          "input_tokens_details",
          "output_tokens_details");
  private static final JsonReader.Options DETAILS =
      JsonReader.Options.of(
          "cached_tokens", "cache_write_tokens", "reasoning_tokens", "cache_creation_tokens");

  private final CallTrail trail;
  private @Nullable RawJson last;
  private long input;
  private long output;
  private long total;
  private long cacheRead;
  private long cacheWrite;
  private long reasoning;
  private long cacheReadBeside;
  private long cacheWriteBeside;
  private long reasoningBeside;

  OpenAiUsageReader(CallTrail trail) {
    this.trail = trail;
  }

  /** The usage; null if there is none, or it is what was reported before. */
  ChatEvent.@Nullable UsageReported read(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) { // Null on every chunk but the last.
      json.skipValue();
      return null;
    }
    RawJson raw = RawJson.read(json);
    if (raw.equals(last)) {
      return null;
    }
    last = raw;
    input = output = total = cacheRead = cacheWrite = reasoning = ABSENT;
    cacheReadBeside = cacheWriteBeside = reasoningBeside = ABSENT;
    counts(JsonBody.reader(raw.text()));
    cacheRead = cacheRead == ABSENT ? cacheReadBeside : cacheRead; // The same under other names.
    cacheWrite = cacheWrite == ABSENT ? cacheWriteBeside : cacheWrite;
    reasoning = reasoning == ABSENT ? reasoningBeside : reasoning;
    if (input == ABSENT && output == ABSENT && total == ABSENT) {
      return null; // Unknown is not zero.
    }
    return new ChatEvent.UsageReported(usage(), raw);
  }

  private TokenUsage usage() {
    long in = Math.max(0, input);
    long out = Math.max(0, output);
    long all = total == ABSENT ? in + out : total;
    if (input != ABSENT && cacheRead > in) {
      contradiction("prompt_tokens_details.cached_tokens", "is above prompt_tokens");
    }
    if (output != ABSENT && reasoning > out) {
      contradiction("completion_tokens_details.reasoning_tokens", "is above completion_tokens");
    }
    if (input != ABSENT && output != ABSENT && all != in + out) {
      contradiction("total_tokens", "is not the sum of prompt_tokens and completion_tokens");
    }
    return new TokenUsage(
        in,
        Math.max(0, cacheRead),
        Math.max(0, cacheWrite),
        out,
        Math.max(0, reasoning),
        all,
        false);
  }

  private void counts(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FIELDS)) {
        case 0, 11 -> input = count(json, "prompt_tokens");
        case 1, 12 -> output = count(json, "completion_tokens");
        case 2 -> total = count(json, "total_tokens");
        case 3, 4, 13, 14 -> details(json);
        case 5 -> cacheReadBeside = count(json, "prompt_cache_hit_tokens");
        case 6 -> cacheReadBeside = count(json, "cached_tokens");
        case 7 -> cacheReadBeside = count(json, "num_cached_tokens");
        case 8 -> cacheReadBeside = count(json, "cache_read_input_tokens");
        case 9 -> cacheWriteBeside = count(json, "cache_creation_input_tokens");
        case 10 -> reasoningBeside = count(json, "reasoning_tokens");
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
  }

  private void details(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return;
    }
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(DETAILS)) {
        case 0 -> cacheRead = count(json, "cached_tokens");
        case 1, 3 -> cacheWrite = count(json, "cache_write_tokens");
        case 2 -> reasoning = count(json, "reasoning_tokens");
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
  }

  private long count(JsonReader json, String name) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return ABSENT;
    }
    double count = Double.parseDouble(json.nextString()); // No answer fails over "12.0".
    if (count < 0) {
      contradiction(name, "is negative, so it counts as not given");
      return ABSENT;
    }
    if (count > MOST) {
      contradiction(name, "is above all reason, so it counts as not given");
      return ABSENT;
    }
    return (long) count;
  }

  private void contradiction(String subject, String detail) {
    trail.adjusted(new Adjustment(Adjustment.Kind.CONTRADICTION, subject, detail));
  }
}
