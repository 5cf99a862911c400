package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usageMetadata}, which each piece of a stream has: the last one with counts is the
 * whole. Google counts thoughts outside {@code candidatesTokenCount} and what its own tools read
 * outside {@code promptTokenCount}; {@link TokenUsage} counts both inside.
 */
final class GeminiUsageReader {
  private static final int ABSENT = -1;
  private static final double MOST = 1L << 40; // So that no sum overflows.

  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "promptTokenCount",
          "candidatesTokenCount",
          "totalTokenCount",
          "thoughtsTokenCount",
          "cachedContentTokenCount",
          "toolUsePromptTokenCount");

  private final CallTrail trail;
  private final long[] counts = new long[6];
  private @Nullable RawJson last;

  /**
   * @param trail where to note contradictions
   */
  GeminiUsageReader(CallTrail trail) {
    this.trail = trail;
  }

  /** The usage; null if there is none, or it is what was reported before. */
  ChatEvent.@Nullable UsageReported read(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    RawJson raw = RawJson.read(json); // Looked into below.
    if (raw.equals(last)) {
      return null;
    }
    long[] found = counts(JsonBody.reader(raw.text()));
    if (found[0] == ABSENT && found[1] == ABSENT && found[2] == ABSENT) {
      return null; // Unknown is not zero: a blocked prompt has none of them.
    }
    last = raw;
    System.arraycopy(found, 0, counts, 0, counts.length);
    long input = known(0) + known(5);
    long output = known(1) + known(3);
    long total = counts[2] == ABSENT ? input + output : counts[2];
    return new ChatEvent.UsageReported(
        new TokenUsage(input, known(4), 0, output, known(3), total, false), raw);
  }

  /** Says where the last usage contradicts itself; earlier ones of a stream often do. */
  void check() {
    if (last == null) {
      return;
    }
    if (counts[0] == ABSENT) {
      contradiction("promptTokenCount", "is missing, so it counts as 0");
    }
    if (counts[0] != ABSENT && known(4) > known(0)) {
      contradiction("cachedContentTokenCount", "is above promptTokenCount");
    }
    long sum = known(0) + known(1) + known(3) + known(5);
    if (counts[2] != ABSENT && counts[2] != sum) {
      contradiction(
          "totalTokenCount", "is not the sum of prompt, candidates, thoughts and use of tools");
    }
  }

  private long known(int field) {
    return Math.max(0, counts[field]);
  }

  private static long[] counts(JsonReader json) throws IOException {
    long[] found = {ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT};
    json.beginObject();
    while (json.hasNext()) {
      int field = json.selectName(FIELDS);
      if (field < 0) {
        WireJson.skipField(json);
      } else {
        found[field] = count(json);
      }
    }
    json.endObject();
    return found;
  }

  private static long count(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return ABSENT;
    }
    double count = Double.parseDouble(json.nextString()); // No answer fails over "12.0".
    return count < 0 || count > MOST ? ABSENT : (long) count;
  }

  private void contradiction(String subject, String detail) {
    trail.adjusted(new Adjustment(Adjustment.Kind.CONTRADICTION, subject, detail));
  }
}
