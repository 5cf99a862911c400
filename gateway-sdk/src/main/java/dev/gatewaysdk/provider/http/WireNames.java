package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonReader;
import java.io.IOException;

/** Words that are looked for where every event passes, so that reading one makes no new string. */
public final class WireNames {
  private final JsonReader.Options options;
  private final String[] words;

  public WireNames(String... words) {
    this.options = JsonReader.Options.of(words);
    this.words = words;
  }

  /** The next name; empty, and skipped, if it is none of these. */
  public String next(JsonReader json) throws IOException {
    int found = json.selectName(options);
    if (found < 0) {
      json.skipName();
      return "";
    }
    return words[found];
  }

  /** The next name, whichever it is. */
  public String nextOfAny(JsonReader json) throws IOException {
    int found = json.selectName(options);
    return found < 0 ? json.nextName() : words[found];
  }

  /** The next value; empty, and skipped, if it is none of these. */
  public String value(JsonReader json) throws IOException {
    int found = json.peek() == JsonReader.Token.STRING ? json.selectString(options) : -1;
    if (found < 0) {
      json.skipValue();
      return "";
    }
    return words[found];
  }
}
