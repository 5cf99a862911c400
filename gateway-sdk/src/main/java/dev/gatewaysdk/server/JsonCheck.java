package dev.gatewaysdk.server;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.JsonBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a body is one JSON object, down to its last value: what is passed on as it was written is
 * sound, too. Goes by a stack of its own, so that no nesting can exhaust the thread's.
 */
final class JsonCheck {
  private static final int DEEPEST = 100;

  private final JsonReader reader;
  private final Deque<Set<String>> names = new ArrayDeque<>();

  private JsonCheck(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * @throws InvalidRequestException if it is not, with the place, without the content
   */
  static void require(byte[] body) {
    if (body.length == 0) {
      throw new InvalidRequestException(null, "the body is empty; expected a JSON object");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(null, "the body is not UTF-8");
    }
    JsonReader reader = JsonBody.reader(body);
    try {
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
        throw new InvalidRequestException(null, "the body is not a JSON object");
      }
      new JsonCheck(reader).walk();
    } catch (IOException | JsonDataException e) { // Their messages may quote the content.
      String place = JsonPath.of(reader);
      throw new InvalidRequestException(
          place, place == null ? "the body is not JSON" : "the body is not JSON from here on");
    }
  }

  private void walk() throws IOException {
    JsonReader.Token token = reader.peek();
    while (token != JsonReader.Token.END_DOCUMENT) {
      step(token);
      token = reader.peek();
    }
  }

  private void step(JsonReader.Token token) throws IOException {
    switch (token) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        enter();
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        enter();
      }
      case END_OBJECT -> {
        reader.endObject();
        names.pop();
      }
      case END_ARRAY -> {
        reader.endArray();
        names.pop();
      }
      case NAME -> name(reader.nextName());
      default -> reader.skipValue();
    }
  }

  private void enter() {
    names.push(new HashSet<>(0));
    if (names.size() > DEEPEST) {
      throw new InvalidRequestException(
          JsonPath.of(reader), "is nested more than " + DEEPEST + " levels deep");
    }
  }

  private void name(String name) {
    if (!names.element().add(name)) {
      throw new InvalidRequestException(JsonPath.of(reader), "is there twice");
    }
  }
}
