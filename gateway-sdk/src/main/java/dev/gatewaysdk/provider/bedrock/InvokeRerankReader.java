package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.rerank.RankedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranked documents, in the words of the models or in those of AWS's own Rerank operation,
 * which a proxy may speak. They are billed by searches, so no tokens are known.
 */
final class InvokeRerankReader implements WholeReplyReader {
  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> ranked = new ArrayList<>();
    boolean hasResults = false;
    String id = null;
    RawJson meta = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "meta" -> meta = WireJson.raw(json);
        case "results" -> {
          hasResults = true;
          json.beginArray();
          while (json.hasNext()) {
            ranked.add(result(json));
          }
          json.endArray();
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!hasResults) {
      throw new JsonDataException("no results");
    }
    if (id != null) {
      out.accept(new AnswerStarted(id, null));
    }
    ranked.forEach(out);
    if (meta != null && meta.isObject()) {
      out.accept(new UsageReported(null, meta));
    }
  }

  private static RankedDocument result(JsonReader json) throws IOException {
    Integer index = null;
    Double score = null;
    String document = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> index = json.nextInt();
        case "relevance_score", "relevanceScore" -> score = json.nextDouble();
        case "document" -> document = document(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (index == null || score == null) {
      throw new JsonDataException("no index or score");
    }
    return new RankedDocument(index, score, document);
  }

  /** A text, or an object that has it, perhaps one deeper. */
  private static @Nullable String document(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return WireJson.text(json);
    }
    String text = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "text", "textDocument" -> text = document(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    return text;
  }
}
