package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the fields of an object, and sees to it that extras repeat none of them. */
public final class RequestFields {
  private final JsonWriter json;
  private final Set<String> written = new HashSet<>();

  public RequestFields(JsonWriter json) {
    this.json = json;
  }

  /** Begins a field; its value is up to the caller. */
  public JsonWriter name(String name) throws IOException {
    written.add(name);
    return json.name(name);
  }

  /** A field that is left out if there is no value. */
  public RequestFields text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      name(name).value(value);
    }
    return this;
  }

  /** A field that is left out if there is no value. */
  public RequestFields number(String name, @Nullable Number value) throws IOException {
    if (value != null) {
      name(name).value(value);
    }
    return this;
  }

  /** A field that is left out if it is false. */
  public RequestFields flag(String name, boolean value) throws IOException {
    if (value) {
      name(name).value(true);
    }
    return this;
  }

  /** An array of texts. */
  public RequestFields texts(String name, Iterable<String> values) throws IOException {
    name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
    return this;
  }

  /**
   * What the caller adds, last.
   *
   * @throws InvalidRequestException if one is written already
   */
  public void extras(Map<String, RawJson> extras) throws IOException {
    for (Map.Entry<String, RawJson> extra : extras.entrySet()) {
      requireNew(extra.getKey(), written);
      extra.getValue().write(name(extra.getKey()));
    }
  }

  /**
   * For requests that are no JSON.
   *
   * @throws InvalidRequestException if an extra of that name repeats what is written
   */
  public static void requireNew(String extra, Set<String> written) {
    if (written.contains(extra)) {
      throw new InvalidRequestException(
          extra, "is given as an extra, but the request sets it already: give it once");
    }
  }
}
