package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads a list of models. */
final class OpenAiModelsReader extends OpenAiAnswerReader {
  private boolean hasData;

  OpenAiModelsReader(CallTrail trail) {
    super(trail);
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("data") || name.equals("models")) {
      hasData = true;
      each(json, position -> model(json, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!hasData) {
      throw new JsonDataException("no data");
    }
  }

  private static void model(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String id = null;
    String name = null;
    String ownedBy = null;
    Double created = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "id" -> id = text(json);
        case "name" -> name = text(json);
        case "owned_by" -> ownedBy = text(json);
        case "created" -> created = number(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    id = id == null ? name : id; // Some hosts' catalogs have nothing else.
    if (id == null) {
      throw new JsonDataException("no id");
    }
    out.accept(new ListedModel(id, ownedBy, created == null ? null : created.longValue()));
  }
}
