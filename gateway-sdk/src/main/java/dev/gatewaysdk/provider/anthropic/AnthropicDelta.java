package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code delta} of a stream event, whichever its type: the names of all types are distinct, so
 * that they may stand in any order, before the type as well as after it.
 */
final class AnthropicDelta {
  private static final WireNames NAMES =
      new WireNames(
          "type",
          "text",
          "thinking",
          "partial_json",
          "signature",
          "citation",
          "stop_reason",
          "stop_sequence");

  @Nullable String text;
  @Nullable String thinking;
  @Nullable String signature;
  @Nullable String partialJson;
  @Nullable RawJson citation;
  @Nullable String stopReason;
  @Nullable String stopSequence;

  /** What this version does not know, such as the {@code content} of a compaction. */
  @Nullable Map<String, RawJson> others;

  static AnthropicDelta read(JsonReader json) throws IOException {
    AnthropicDelta delta = new AnthropicDelta();
    if (!WireJson.enterObject(json)) {
      return delta;
    }
    while (json.hasNext()) {
      delta.field(NAMES.nextOfAny(json), json);
    }
    json.endObject();
    return delta;
  }

  private void field(String name, JsonReader json) throws IOException {
    switch (name) {
      case "type" -> json.skipValue();
      case "text" -> text = WireJson.text(json);
      case "thinking" -> thinking = WireJson.text(json);
      case "signature" -> signature = WireJson.text(json);
      case "partial_json" -> partialJson = WireJson.text(json);
      case "citation" -> citation = WireJson.raw(json);
      case "stop_reason" -> stopReason = WireJson.text(json);
      case "stop_sequence" -> stopSequence = WireJson.text(json);
      default -> {
        if (others == null) {
          others = new LinkedHashMap<>();
        }
        others.put(name, WireJson.raw(json));
      }
    }
  }
}
