package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the fields of a request's object, and sees to it that extras repeat none of them. */
final class OpenAiFields {
  private final JsonWriter json;
  private final Set<String> written = new HashSet<>();

  OpenAiFields(JsonWriter json) {
    this.json = json;
  }

  /** Begins a field; its value is up to the caller. */
  JsonWriter name(String name) throws IOException {
    written.add(name);
    return json.name(name);
  }

  /** A field that is left out if there is no value. */
  OpenAiFields text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      name(name).value(value);
    }
    return this;
  }

  /** A field that is left out if there is no value. */
  OpenAiFields number(String name, @Nullable Number value) throws IOException {
    if (value != null) {
      name(name).value(value);
    }
    return this;
  }

  /** A field that is left out if it is false. */
  OpenAiFields flag(String name, boolean value) throws IOException {
    if (value) {
      name(name).value(true);
    }
    return this;
  }

  /**
   * What the caller adds, last.
   *
   * @throws InvalidRequestException if one is written already
   */
  void extras(Map<String, RawJson> extras) throws IOException {
    for (Map.Entry<String, RawJson> extra : extras.entrySet()) {
      requireNew(extra.getKey(), written);
      extra.getValue().write(name(extra.getKey()));
    }
  }

  static void requireNew(String extra, Set<String> written) {
    if (written.contains(extra)) {
      throw new InvalidRequestException(
          extra, "is given as an extra, but the request sets it already: give it once");
    }
  }
}
