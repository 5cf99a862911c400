package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads ranked documents, whatever a host calls their list. */
final class OpenAiRerankReader extends OpenAiAnswerReader {
  private final RerankRequest request;
  private boolean hasResults;

  OpenAiRerankReader(CallTrail trail, RerankRequest request) {
    super(trail);
    this.request = request;
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("results") || name.equals("data")) {
      hasResults = true;
      each(json, position -> result(json, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!hasResults) {
      throw new JsonDataException("no results");
    }
  }

  @Override
  TokenUsage counted(TokenUsage usage) {
    return inputOnly(usage);
  }

  private void result(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    Double index = null;
    Double score = null;
    String document = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> index = number(json);
        case "relevance_score", "score" -> score = number(json);
        case "document", "text" -> document = document(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (index == null || score == null) {
      throw new JsonDataException("no index or score");
    }
    String repeated = request.returnDocuments() ? document : null; // Some hosts do so unasked.
    out.accept(new RankedDocument(index.intValue(), score, repeated));
  }

  /** A text, or an object that has it. */
  private static @Nullable String document(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return text(json);
    }
    String text = null;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("text")) {
        text = text(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return text;
  }
}
