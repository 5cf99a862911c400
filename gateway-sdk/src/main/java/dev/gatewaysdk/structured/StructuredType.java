package dev.gatewaysdk.structured;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.json.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java type that models answer in: its JSON Schema, and a reader that checks answers against it.
 * Immutable and thread-safe; made once a class and kept as long as the class.
 *
 * <p>A record becomes an object with a property for each component, in order. A component that is
 * {@code @Nullable} (anybody's annotation of that name that is kept at run time) or {@link
 * java.util.Optional} may be left out or null; every other one is required. A sealed interface of
 * records has a property {@code type} with the simple name of the record; if a record has a
 * component of that name, {@code type_}. An enum is the name of a constant, a map a list of {@code
 * {"key": …, "value": …}}. What is not a record is asked for inside an object, {@code {"value":
 * …}}, since providers demand one.
 *
 * <p>Reading is exact: {@code 3.0} is an {@code int}, {@code 3.5} and {@code "3"} are none. Only
 * {@code double} and {@code float} round. Names of constants may differ in case. Unknown properties
 * and text around the object are ignored.
 */
public final class StructuredType<T> {
  private static final ClassValue<StructuredType<?>> TYPES =
      new ClassValue<>() {
        @Override
        protected StructuredType<?> computeValue(Class<?> type) {
          return new StructuredType<>(type);
        }
      };

  private final Class<T> type;
  private final JsonType root;
  private final boolean wrapped;
  private final ResponseFormat responseFormat;

  private StructuredType(Class<T> type) {
    this.type = type;
    JsonType built = new TypeBuilder().build(JavaType.of(type), type.getSimpleName());
    this.wrapped = !(built instanceof RecordType);
    this.root = wrapped ? new WrappedType(built) : built;
    SchemaWriter schema = new SchemaWriter(root);
    this.responseFormat =
        new ResponseFormat(
            ResponseFormat.Type.JSON_SCHEMA,
            DefinitionNames.plain(type),
            RawJson.of(schema.write()),
            schema.strict());
  }

  /**
   * The form of a class.
   *
   * @throws InvalidRequestException if it, or a type in it, has no JSON form; names the component
   *     and what can be used instead
   */
  @SuppressWarnings("unchecked") // Made of that very class.
  public static <T> StructuredType<T> of(Class<T> type) {
    return (StructuredType<T>) TYPES.get(type);
  }

  /** The class. */
  public Class<T> type() {
    return type;
  }

  /**
   * The form to ask for: the schema, strict if OpenAI's strict mode can express it. It cannot if a
   * component is optional or {@link RawJson}.
   */
  public ResponseFormat responseFormat() {
    return responseFormat;
  }

  /**
   * Reads an answer.
   *
   * @param answer what the model wrote
   * @throws StructuredAnswerException if it does not fit; lists every problem
   */
  public T read(String answer) {
    Problems problems = new Problems();
    T value = read(answer, problems);
    if (value == null || problems.size() > 0) {
      throw StructuredAnswerException.invalid(name(), answer, problems.forPeople(), "");
    }
    return value;
  }

  /**
   * Asks for an answer of this form; once more, with the problems, if the first does not fit.
   *
   * @param chat asks the model; called once or twice
   * @throws InvalidRequestException if the request has a response format of its own
   * @throws StructuredAnswerException if the second answer does not fit either, or the model did
   *     not answer: it refused, was cut off or asks for tools
   */
  public StructuredResponse<T> ask(ChatRequest request, Function<ChatRequest, ChatResponse> chat) {
    return new Asking<>(this, chat).ask(request);
  }

  /**
   * @return arbitrary, maybe null, if there are problems
   */
  @SuppressWarnings("unchecked") // The root reads values of the type, or wraps them.
  @Nullable T read(String answer, Problems problems) {
    Object json = AnswerText.object(answer);
    Place place = Place.root(problems);
    if (json == null) {
      place.problem("expected exactly one JSON object and nothing else");
      return null;
    }
    Object value = root.read(json, place);
    return (T) value;
  }

  /** What to call it in messages. */
  String name() {
    return type.getSimpleName();
  }

  /** Its name only. */
  @Override
  public String toString() {
    return "StructuredType(" + type.getName() + ")";
  }

  /** An object around a value that is none, or not always the same. */
  private record WrappedType(JsonType value) implements JsonType {
    private static final String NAME = "value";

    @Override
    public Map<String, Object> schema(Function<JsonType, Map<String, Object>> nested) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", Map.of(NAME, nested.apply(value)));
      schema.put("required", List.of(NAME));
      schema.put("additionalProperties", false);
      return schema;
    }

    @Override
    public @Nullable Object read(@Nullable Object json, Place place) {
      Map<?, ?> object = (Map<?, ?>) json;
      Place at = place.property(NAME);
      if (object == null || !object.containsKey(NAME)) {
        at.missing();
        return null;
      }
      return value.read(object.get(NAME), at);
    }
  }
}
