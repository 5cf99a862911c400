package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the assistant, sent back.
 *
 * @param toolPlan what it said that it would do with tools; empty if nothing
 * @param citations an array; null if there are none
 */
record CohereAnswer(
    List<JsonBody> content, String toolPlan, List<JsonBody> calls, @Nullable RawJson citations)
    implements JsonBody {

  boolean isEmpty() {
    return content.isEmpty() && toolPlan.isEmpty() && calls.isEmpty();
  }

  @Override
  public void write(JsonWriter json) throws IOException {
    json.beginObject().name("role").value("assistant");
    if (content.size() == 1 && content.get(0) instanceof CohereParts.TextPart text) {
      json.name("content").value(text.text());
    } else {
      array(json, "content", content);
    }
    if (!toolPlan.isEmpty()) {
      json.name("tool_plan").value(toolPlan);
    }
    array(json, "tool_calls", calls);
    if (citations != null) {
      json.name("citations");
      citations.write(json);
    }
    json.endObject();
  }

  private static void array(JsonWriter json, String name, List<JsonBody> items) throws IOException {
    if (!items.isEmpty()) {
      json.name(name).beginArray();
      for (JsonBody item : items) {
        item.write(json);
      }
      json.endArray();
    }
  }
}
