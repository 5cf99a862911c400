package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads values of answers without failing over ones of an unexpected type. */
public final class WireJson {
  private WireJson() {}

  /** The next value if it is text; null otherwise. */
  public static @Nullable String text(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.STRING) {
      return json.nextString();
    }
    json.skipValue();
    return null;
  }

  /** The next value if it is text or a number, which enums are in one of Google's formats. */
  public static @Nullable String word(JsonReader json) throws IOException {
    return json.peek() == JsonReader.Token.NUMBER ? json.nextString() : text(json);
  }

  /** Skips a name and its value. */
  public static void skipField(JsonReader json) throws IOException {
    json.skipName();
    json.skipValue();
  }

  /** Enters the next value if it is an object; else skips it. */
  public static boolean enterObject(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
      json.beginObject();
      return true;
    }
    json.skipValue();
    return false;
  }

  /** Enters the next value if it is an array; else skips it. */
  public static boolean enterArray(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.BEGIN_ARRAY) {
      json.beginArray();
      return true;
    }
    json.skipValue();
    return false;
  }

  /**
   * The next value as it was written. What is only passed on is not looked into by Moshi, so it is
   * checked here.
   */
  public static RawJson raw(JsonReader json) throws IOException {
    RawJson raw = RawJson.read(json);
    try {
      return RawJson.parse(raw.text());
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not JSON at " + json.getPath()); // e may quote it.
    }
  }

  /** A reader of that text. */
  public static JsonReader reader(String text) {
    return JsonBody.reader(text);
  }
}
