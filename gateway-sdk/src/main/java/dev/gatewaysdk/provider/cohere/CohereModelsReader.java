package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a list of models, or one model by itself. */
final class CohereModelsReader implements WholeReplyReader {
  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    boolean hasModels = false;
    String alone = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "models" -> {
          hasModels = true;
          json.beginArray();
          while (json.hasNext()) {
            json.beginObject();
            model(name(json), out);
            json.endObject();
          }
          json.endArray();
        }
        case "name" -> alone = WireJson.text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (!hasModels) {
      model(alone, out);
    }
  }

  private static @Nullable String name(JsonReader json) throws IOException {
    String name = null;
    while (json.hasNext()) {
      if (json.nextName().equals("name")) {
        name = WireJson.text(json);
      } else {
        json.skipValue();
      }
    }
    return name;
  }

  private static void model(@Nullable String name, Consumer<? super ReplyEvent> out) {
    if (name == null) {
      throw new JsonDataException("no name");
    }
    out.accept(new ListedModel(name, null, null));
  }
}
