package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The marks for the prompt cache, of which a request may have four.
 *
 * <p>Of more, the first is kept, which conversations share most, and the last ones, which save
 * most. Marks inside of blocks and tools that are passed as they are written always stay. First all
 * are counted, then they are written in the order that Anthropic reads them.
 */
final class AnthropicCacheMarks {
  static final String FIELD = "cache_control";

  private static final int MOST = 4;

  private int found;
  private int fixed;
  private int seen;

  /** Counts a mark that is to be written. */
  void add() {
    found++;
  }

  /** Counts a mark inside of a value that is passed as it is written. */
  void addInside(RawJson value) {
    if (value.text().contains("\"" + FIELD + "\"")) {
      fixed++;
    }
  }

  /** Says so if there are too many; once, before they are written. */
  void report(Consumer<Adjustment> adjusted) {
    int left = Math.max(0, found - room());
    if (left > 0) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              FIELD,
              left + " of " + (found + fixed) + " marks: Anthropic takes " + MOST));
    }
  }

  /** Writes the next mark, if it is one and is kept. */
  void write(JsonWriter json, @Nullable CacheMark mark) throws IOException {
    if (mark == null || !kept(seen++)) {
      return;
    }
    json.name(FIELD).beginObject().name("type").value("ephemeral");
    if (mark.ttl() != null) {
      json.name("ttl").value(mark.ttl());
    }
    json.endObject();
  }

  private boolean kept(int index) {
    int room = room();
    int last = room > 1 ? room - 1 : room;
    return index >= found - last || (index == 0 && room > 1);
  }

  private int room() {
    return Math.max(0, MOST - fixed);
  }
}
