package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireVectors;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads vectors. Cohere repeats the texts, which are skipped. */
final class CohereEmbeddingReader implements WholeReplyReader {
  private final int inputs;

  /**
   * @param inputs how many there are to be vectors of
   */
  CohereEmbeddingReader(int inputs) {
    this.inputs = inputs;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> vectors = new ArrayList<>(); // Fields may be in any order.
    String id = null;
    UsageReported usage = null;
    int count = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "embeddings" -> count = WireVectors.ofCohere(json, vectors::add);
        case "meta" -> usage = CohereUsage.ofMeta(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    WireVectors.requireAll(count, inputs);
    emit(id, vectors, usage, out);
  }

  static void emit(
      @Nullable String id,
      List<ReplyEvent> content,
      @Nullable UsageReported usage,
      Consumer<? super ReplyEvent> out) {
    out.accept(new AnswerStarted(id, null));
    content.forEach(out);
    if (usage != null) {
      out.accept(usage);
    }
  }
}
