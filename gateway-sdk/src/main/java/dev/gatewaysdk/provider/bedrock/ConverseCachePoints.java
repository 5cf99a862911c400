package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The marks for the prompt cache, of which a request may have four. Of more, the first is kept,
 * which conversations share most, and the last ones, which save most.
 */
final class ConverseCachePoints {
  static final String KIND = "cachePoint";
  private static final int MOST = 4;

  private final ConverseModels model;
  private int found;
  private int dropped;

  ConverseCachePoints(ConverseModels model) {
    this.model = model;
  }

  /**
   * The next mark, in the order tools, instructions, messages.
   *
   * @return null if the model takes none there
   */
  @Nullable ConverseBlock next(CacheMark mark, boolean afterTool) {
    if (!(afterTool ? model.takesCachePointsInTools() : model.takesCachePoints())) {
      dropped++;
      return null;
    }
    int index = found++;
    return new ConverseBlock(KIND, null, null, json -> write(json, mark, index));
  }

  /** A mark that nothing stands before. */
  void misplaced() {
    dropped++;
  }

  /** Says what is left out; once, after all were found. */
  void report(Consumer<Adjustment> adjusted) {
    int left = dropped + Math.max(0, found - MOST);
    if (left > 0) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              KIND,
              left
                  + " of "
                  + (found + dropped)
                  + " marks: Converse takes "
                  + MOST
                  + ", after content, and of models that cache"));
    }
  }

  /** Writes nothing if the mark is one too many. */
  private void write(JsonWriter json, CacheMark mark, int index) throws IOException {
    if (index > 0 && index < found - (MOST - 1)) {
      return;
    }
    json.beginObject().name(KIND).beginObject().name("type").value("default");
    if (mark.ttl() != null) {
      json.name("ttl").value(mark.ttl());
    }
    json.endObject().endObject();
  }
}
