package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a page of a list of models; an empty one has no field for it. */
final class GeminiModelsReader implements WholeReplyReader {
  private @Nullable String nextPage;

  /** The token of the page after this one; null if there is none, or before this one was read. */
  @Nullable String nextPage() {
    return nextPage;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "models", "publisherModels" -> {
          json.beginArray();
          while (json.hasNext()) {
            out.accept(model(json));
          }
          json.endArray();
        }
        case "nextPageToken" -> {
          String token = WireJson.text(json);
          nextPage = token == null || token.isEmpty() ? null : token;
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private static ListedModel model(JsonReader json) throws IOException {
    String name = null;
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("name")) {
        name = WireJson.text(json);
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    if (name == null) {
      throw new JsonDataException("no name");
    }
    return new ListedModel(name, null, null);
  }
}
