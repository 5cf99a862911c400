package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.RateLimitHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI writes it, and hosts that follow it more or less.
 *
 * @param message empty if there is none
 * @param code a number at some hosts
 * @param status the HTTP status that the body repeats; 0 if it does not
 * @param cause what a host behind the host said; null if that is not known
 */
record OpenAiError(
    String message,
    @Nullable String type,
    @Nullable String code,
    @Nullable String parameter,
    int status,
    @Nullable String cause) {

  private static final Pattern HINT =
      Pattern.compile(
          "(?i)(?:try again in|retry after) (?:((?:\\d+(?:\\.\\d+)?(?:ms|d|h|m|s))+)|(\\d+) seconds?)");
  private static final int HINT_WITHIN = 2_000;

  /** The error of a body; null if the body is not of that form. */
  static @Nullable OpenAiError parse(String body) {
    JsonReader json = JsonBody.reader(body);
    try {
      if (json.peek() == JsonReader.Token.BEGIN_ARRAY) {
        json.beginArray(); // Gemini's surface puts its error into a list.
      }
      if (!json.hasNext() || json.peek() != JsonReader.Token.BEGIN_OBJECT) {
        return null;
      }
      OpenAiError whole = read(json);
      return whole.isEmpty() ? null : whole;
    } catch (IOException | JsonDataException e) {
      return null;
    }
  }

  /** Like {@link #read}; null if it says nothing, as where hosts write every field. */
  static @Nullable OpenAiError readIfAny(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      return skip(json);
    }
    OpenAiError error = read(json);
    return error.isEmpty() ? null : error;
  }

  /** The error that the reader stands before: an object, a list with one, or only its message. */
  static OpenAiError read(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return new OpenAiError(orEmpty(message(json)), null, null, null, 0, null);
    }
    OpenAiError inner = null;
    String message = null;
    String type = null;
    String code = null;
    String parameter = null;
    String cause = null;
    int status = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "error", "errors" ->
            inner = json.peek() == JsonReader.Token.NULL ? skip(json) : read(json);
        case "message", "detail", "msg", "error_description" -> {
          String place = parameter == null ? place(json.peekJson()) : null;
          parameter = place == null ? parameter : place;
          String said = message(json);
          message = message == null ? said : message;
        }
        case "type" -> type = text(json);
        case "code" -> code = text(json);
        case "param" -> {
          String named = text(json);
          parameter = named == null ? parameter : named;
        }
        case "metadata" -> cause = text(json);
        case "status", "status_code", "raw_status_code" -> {
          if (json.peek() == JsonReader.Token.STRING) {
            String word = json.nextString(); // Google's word for it, such as INVALID_ARGUMENT.
            type = type == null ? word : type;
          } else {
            status = status(json);
          }
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    OpenAiError outer = new OpenAiError(orEmpty(message), type, code, parameter, status, cause);
    return inner == null ? outer : inner.within(outer);
  }

  /** This one, and what only the object around it says. */
  private OpenAiError within(OpenAiError outer) {
    return new OpenAiError(
        message.isEmpty() ? outer.message : message,
        type == null ? outer.type : type,
        code == null ? outer.code : code,
        parameter == null ? outer.parameter : parameter,
        status == 0 ? outer.status : status,
        cause == null ? outer.cause : cause);
  }

  /** Whether it says nothing; some hosts write the field all the same. */
  boolean isEmpty() {
    return message.isEmpty() && code == null && type == null;
  }

  /** The exception for an error with an HTTP status of its own. */
  ProviderException.Builder failure(ErrorReply reply) {
    FailureKind kind = OpenAiFailures.kind(code, type, message, cause, reply.status());
    ProviderException.Builder failure = complete(reply.failure(kind, said()));
    return reply.retryAfter() == null ? failure.retryAfter(hint(kind)) : failure;
  }

  /** The exception for an error within an answer that began with 200. */
  ProviderException.Builder failure() {
    FailureKind kind = OpenAiFailures.kind(code, type, message, cause, statusWithin());
    return complete(ProviderException.builder(kind, said())).retryAfter(hint(kind));
  }

  private ProviderException.Builder complete(ProviderException.Builder failure) {
    return failure.code(code).type(type).parameter(parameter);
  }

  private String said() {
    return message.isEmpty() ? "no message; code " + code + ", type " + type : message;
  }

  /** Some hosts repeat the status; without one, the fault is on the provider's side. */
  private int statusWithin() {
    if (status != 0) {
      return status;
    }
    boolean number =
        code != null && code.length() == 3 && code.chars().allMatch(Character::isDigit);
    if (number) {
      return Integer.parseInt(code);
    }
    return "invalid_request_error".equals(type) ? 400 : 500;
  }

  /** "Please try again in 456ms", which stands in the message alone at times. */
  private @Nullable Duration hint(FailureKind kind) {
    if (kind != FailureKind.RATE_LIMITED) {
      return null;
    }
    Matcher matcher = HINT.matcher(message.substring(0, Math.min(message.length(), HINT_WITHIN)));
    if (!matcher.find()) {
      return null;
    }
    String seconds = matcher.group(2); // Azure's words.
    return RateLimitHeaders.span(seconds == null ? matcher.group(1) : seconds + "s");
  }

  /** A number; 0 for anything else. */
  static int status(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.NUMBER) {
      json.skipValue();
      return 0;
    }
    return (int) json.nextDouble();
  }

  static @Nullable String text(JsonReader json) throws IOException {
    String text =
        switch (json.peek()) {
          case NULL -> skip(json);
          case STRING, NUMBER -> json.nextString();
          default -> RawJson.read(json).text();
        };
    return text == null || text.isEmpty() ? null : text;
  }

  /** A message: a text, or what is one in an object or a list of objects. */
  static @Nullable String message(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.STRING || json.peek() == JsonReader.Token.NULL) {
      return text(json);
    }
    RawJson raw = RawJson.read(json);
    String found = message(raw.toJava());
    return found.isEmpty() ? raw.text() : found;
  }

  private static String message(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(OpenAiError::message)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("; "));
    }
    if (value instanceof Map<?, ?> map) {
      for (String name : List.of("message", "msg", "detail", "error")) {
        String found = message(map.get(name));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }

  /** Where the first thing is wrong, as FastAPI says it; null if it does not. */
  private static @Nullable String place(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_ARRAY
        && json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return null;
    }
    Object value = RawJson.read(json).toJava();
    value = value instanceof Map<?, ?> map && map.containsKey("detail") ? map.get("detail") : value;
    value = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
    if (!(value instanceof Map<?, ?> map) || !(map.get("loc") instanceof List<?> path)) {
      return null;
    }
    return path.stream()
        .map(String::valueOf)
        .filter(step -> !step.equals("body"))
        .collect(Collectors.joining("."));
  }

  private static <T> @Nullable T skip(JsonReader json) throws IOException {
    json.skipValue();
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
