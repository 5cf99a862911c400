package dev.gatewaysdk.server;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON body of a request for any operation but chat: what they have in common. For one
 * request.
 *
 * @param <B> builds the gateway's own request
 */
abstract class QuestionReader<B> {
  private final JsonIn json;
  private final List<Adjustment> dropped = new ArrayList<>(0);
  private final List<Consumer<B>> fields = new ArrayList<>();
  private @Nullable String model;

  QuestionReader(byte[] body) {
    JsonCheck.require(body);
    this.json = new JsonIn(body);
  }

  /** Reads a field; false if it is none that is known, and nothing was read. */
  abstract boolean field(String name) throws IOException;

  /** Adds a field that is passed through. */
  abstract void extra(B request, String name, RawJson value);

  /**
   * Reads the body; gives the model that is asked for.
   *
   * @param endpoint named by a header, over the body's {@code model}; null if none is
   * @throws InvalidRequestException with the place and what belongs there
   */
  final String read(@Nullable String endpoint) {
    try {
      json.object(this::any);
    } catch (IOException e) {
      throw new IllegalStateException("was checked to be JSON", e);
    }
    return model(endpoint, model);
  }

  private void any(String name) throws IOException {
    if (name.equals("model")) {
      model = json.text();
    } else if (!field(name)) {
      RawJson value = json.raw();
      fields.add(request -> extra(request, name, value));
    }
  }

  /**
   * The model that is asked for.
   *
   * @throws InvalidRequestException if there is none
   */
  static String model(@Nullable String endpoint, @Nullable String model) {
    String name = endpoint == null ? model : endpoint;
    if (name == null) {
      throw new InvalidRequestException(
          "model", "is missing: name an endpoint, or a model as @provider/model");
    }
    return name;
  }

  /** The value, which must be there. */
  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new InvalidRequestException(name, "is missing");
    }
    return value;
  }

  /** The constant that is written so, in lower case. */
  static <E extends Enum<E>> E oneOf(Class<E> type, @Nullable String path, String written) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(written)) {
        return constant;
      }
    }
    String all = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    throw new InvalidRequestException(path, "must be one of " + all);
  }

  final JsonIn json() {
    return json;
  }

  final void text(BiConsumer<B, String> setter) throws IOException {
    String value = json.text();
    fields.add(request -> setter.accept(request, value));
  }

  /** A text that is as good as left out if it is empty, as OpenAI takes it. */
  final void filledText(BiConsumer<B, String> setter) throws IOException {
    String value = json.text();
    if (!value.isEmpty()) {
      fields.add(request -> setter.accept(request, value));
    }
  }

  final void whole(BiConsumer<B, Integer> setter) throws IOException {
    int value = json.whole();
    fields.add(request -> setter.accept(request, value));
  }

  final void decimal(BiConsumer<B, Double> setter) throws IOException {
    double value = json.decimal();
    fields.add(request -> setter.accept(request, value));
  }

  final <E extends Enum<E>> void oneOf(Class<E> type, BiConsumer<B, E> setter) throws IOException {
    E value = oneOf(type, json.path(), json.text());
    fields.add(request -> setter.accept(request, value));
  }

  /** Whatever else a field sets. */
  final void later(Consumer<B> field) {
    fields.add(field);
  }

  /** Notes that a field was left out. */
  final void dropped(@Nullable String path) {
    dropped.add(
        new Adjustment(
            Adjustment.Kind.DROPPED, path == null ? "body" : path, "no such field is known"));
  }

  /** What was left out. */
  final List<Adjustment> dropped() {
    return List.copyOf(dropped);
  }

  /** The request with all fields that were read. */
  final B filled(B request) {
    fields.forEach(field -> field.accept(request));
    return request;
  }
}
