package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The form that the answer must have.
 *
 * @param type which form
 * @param name what the schema is called; null except for {@link Type#JSON_SCHEMA}
 * @param schema the JSON Schema; null except for {@link Type#JSON_SCHEMA}
 * @param strict whether the answer must match the schema; null for the provider's default
 * @param description what the answer is for, for the model; null if its name says all
 */
public record ResponseFormat(
    Type type,
    @Nullable String name,
    @Nullable RawJson schema,
    @Nullable Boolean strict,
    @Nullable String description) {

  /** Free text. */
  public static final ResponseFormat TEXT = new ResponseFormat(Type.TEXT, null, null, null);

  /** Some JSON object; most providers want the prompt to mention JSON as well. */
  public static final ResponseFormat JSON_OBJECT =
      new ResponseFormat(Type.JSON_OBJECT, null, null, null);

  /** A form without a description. */
  public ResponseFormat(
      Type type, @Nullable String name, @Nullable RawJson schema, @Nullable Boolean strict) {
    this(type, name, schema, strict, null);
  }

  public ResponseFormat {
    if ((type == Type.JSON_SCHEMA) != (name != null && schema != null)) {
      throw new IllegalArgumentException("type JSON_SCHEMA, and no other, has a name and a schema");
    }
    if (name != null) {
      Names.require("response_format", name);
    }
    if (description != null) {
      Surrogates.require("response_format", description);
    }
  }

  /** JSON that matches the schema. */
  public static ResponseFormat jsonSchema(String name, RawJson schema) {
    return new ResponseFormat(Type.JSON_SCHEMA, name, schema, true);
  }

  /** Without the schema and the description, which are part of the prompt. */
  @Override
  public String toString() {
    return "ResponseFormat(" + type + (name == null ? ")" : ", " + name + ")");
  }

  /** Which form. */
  public enum Type {
    TEXT,
    JSON_OBJECT,
    JSON_SCHEMA
  }
}
