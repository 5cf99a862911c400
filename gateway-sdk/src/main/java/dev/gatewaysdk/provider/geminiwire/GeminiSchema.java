package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as the model takes it: nearly as it is written from 2.0 on, as the part of OpenAPI
 * that Google has before. Source: Google's reference of {@code Schema}, {@code
 * parametersJsonSchema} and {@code responseJsonSchema}.
 */
final class GeminiSchema {
  private final String place;
  private final RawJson schema;
  private final boolean hasProperties;
  private final boolean inlined;
  private final boolean cut;
  private final Set<String> lost;

  private GeminiSchema(
      String place,
      RawJson schema,
      boolean hasProperties,
      boolean inlined,
      boolean cut,
      Set<String> lost) {
    this.place = place;
    this.schema = schema;
    this.hasProperties = hasProperties;
    this.inlined = inlined;
    this.cut = cut;
    this.lost = lost;
  }

  /**
   * The schema of a function's arguments, to which {@code type: object} is added where it is left
   * out.
   *
   * @throws UnsupportedRequestException if it is not that of an object, or refers to nowhere
   */
  static GeminiSchema ofObject(RawJson schema, GeminiModel model, String place) {
    return of(schema, model, place, true);
  }

  /**
   * @throws UnsupportedRequestException if it is not a schema, or refers to nowhere
   */
  static GeminiSchema of(RawJson schema, GeminiModel model, String place) {
    return of(schema, model, place, false);
  }

  private static GeminiSchema of(
      RawJson schema, GeminiModel model, String place, boolean arguments) {
    if (!schema.isObject()) {
      throw new UnsupportedRequestException(place, "must be a JSON Schema, an object");
    }
    boolean refers = schema.text().contains("\"$ref\"");
    boolean plain = !schema.text().contains("\"$") && !schema.text().contains("\"const\"");
    Map<String, @Nullable Object> fields = schema.toMap();
    boolean typed = !arguments || fields.containsKey("type");
    if (model.takesJsonSchema() && plain && typed) {
      return new GeminiSchema(place, schema, true, false, false, Set.of());
    }
    SchemaRefs refs = new SchemaRefs(fields, place);
    Map<String, @Nullable Object> own = refs.inlined();
    if (arguments && !own.containsKey("type")) {
      Map<String, @Nullable Object> withType = new LinkedHashMap<>();
      withType.put("type", "object");
      withType.putAll(own);
      own = withType;
    }
    Set<String> lost = new TreeSet<>();
    if (!model.takesJsonSchema()) {
      own = new OpenApiSubset(lost).of(own);
    }
    boolean hasProperties = own.get("properties") instanceof Map<?, ?> all && !all.isEmpty();
    return new GeminiSchema(place, RawJson.of(own), hasProperties, refers, refs.cut(), lost);
  }

  /** The schema to send. */
  RawJson schema() {
    return schema;
  }

  /** Whether it names a property; always true for models that take objects without. */
  boolean hasProperties() {
    return hasProperties;
  }

  /** Says what was changed. */
  void report(Consumer<Adjustment> adjusted) {
    if (inlined) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              place,
              "what $ref points at is written in its place: Google does not follow it everywhere"));
    }
    if (cut) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              place,
              "the schema refers to itself; where it does, only the type is left"));
    }
    if (!lost.isEmpty()) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED,
              place,
              "the model knows no " + String.join(", ", lost) + " in schemas"));
    }
  }
}
