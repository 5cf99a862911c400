package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands beside an answer's text: its sound, and how likely its tokens were. */
final class OpenAiSideReader {
  private static final JsonReader.Options AUDIO =
      JsonReader.Options.of("id", "data", "transcript", "expires_at");
  private static final JsonReader.Options LOGPROBS = JsonReader.Options.of("content", "refusal");

  private OpenAiSideReader() {}

  /** A piece of a spoken answer; null if there is nothing in it. */
  static ChatEvent.@Nullable AudioDelta audio(JsonReader json, int choice) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    String id = "";
    String data = "";
    String transcript = "";
    long expiresAt = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(AUDIO)) {
        case 0 -> id = text(json);
        case 1 -> data = base64(text(json));
        case 2 -> transcript = text(json);
        case 3 -> expiresAt = seconds(json);
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
    if (id.isEmpty() && data.isEmpty() && transcript.isEmpty() && expiresAt <= 0) {
      return null;
    }
    return new ChatEvent.AudioDelta(
        choice, id.isEmpty() ? null : id, data, transcript, expiresAt > 0 ? expiresAt : null);
  }

  /** The likelihood of tokens; null if it is not there in OpenAI's form. */
  static @Nullable Logprobs logprobs(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    List<RawJson> content = List.of();
    List<RawJson> refusal = List.of();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(LOGPROBS)) {
        case 0 -> content = items(json);
        case 1 -> refusal = items(json);
        default -> OpenAiReplyReader.skipField(json);
      }
    }
    json.endObject();
    return content.isEmpty() && refusal.isEmpty() ? null : new Logprobs(content, refusal);
  }

  private static List<RawJson> items(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_ARRAY) {
      json.skipValue();
      return List.of();
    }
    List<RawJson> items = new ArrayList<>(1);
    json.beginArray();
    while (json.hasNext()) {
      items.add(RawJson.read(json));
    }
    json.endArray();
    return items;
  }

  /** Checked here, so that who collects it need not fear it. */
  private static String base64(String data) {
    try {
      Base64.getDecoder().decode(data);
      return data;
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("the sound is not base64", e);
    }
  }

  private static long seconds(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return 0;
    }
    return (long) json.nextDouble();
  }

  private static String text(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return "";
    }
    return json.nextString();
  }
}
