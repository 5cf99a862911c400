package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.rerank.RankedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads ranked documents. They are billed by searches, so no tokens are known. */
final class CohereRerankReader implements WholeReplyReader {
  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> ranked = new ArrayList<>();
    String id = null;
    UsageReported usage = null;
    boolean hasResults = false;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = WireJson.text(json);
        case "results" -> {
          hasResults = true;
          json.beginArray();
          while (json.hasNext()) {
            ranked.add(result(json));
          }
          json.endArray();
        }
        case "meta" -> usage = CohereUsage.ofMeta(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!hasResults) {
      throw new JsonDataException("no results");
    }
    CohereEmbeddingReader.emit(id, ranked, usage, out);
  }

  private static RankedDocument result(JsonReader json) throws IOException {
    Integer index = null;
    Double score = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> index = json.nextInt();
        case "relevance_score" -> score = json.nextDouble();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (index == null || score == null) {
      throw new JsonDataException("no index or score");
    }
    return new RankedDocument(index, score, null);
  }
}
