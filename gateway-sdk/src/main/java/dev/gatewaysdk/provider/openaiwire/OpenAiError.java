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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI writes it, and hosts that follow it more or less.
 *
 * @param message empty if there is none
 * @param code a number at some hosts
 */
record OpenAiError(
    String message, @Nullable String type, @Nullable String code, @Nullable String parameter) {

  private static final Pattern HINT =
      Pattern.compile("try again in ((?:\\d+(?:\\.\\d+)?(?:ms|d|h|m|s))+)");
  private static final int HINT_WITHIN = 2_000;

  /** The error of a body; null if the body is not of that form. */
  static @Nullable OpenAiError parse(String body) {
    JsonReader json = JsonBody.reader(body);
    try {
      if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
        return null;
      }
      OpenAiError whole = read(json);
      return whole.message.isEmpty() && whole.code == null && whole.type == null ? null : whole;
    } catch (IOException | JsonDataException e) {
      return null;
    }
  }

  /** The error that the reader stands before: an object, or only its message. */
  static OpenAiError read(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      return new OpenAiError(orEmpty(text(json)), null, null, null);
    }
    OpenAiError inner = null;
    String message = null;
    String type = null;
    String code = null;
    String parameter = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "error" -> inner = json.peek() == JsonReader.Token.NULL ? skip(json) : read(json);
        case "message", "detail" -> message = text(json);
        case "type" -> type = text(json);
        case "code" -> code = text(json);
        case "param" -> parameter = text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    return inner != null ? inner : new OpenAiError(orEmpty(message), type, code, parameter);
  }

  /** The exception for an error with an HTTP status of its own. */
  ProviderException.Builder failure(ErrorReply reply) {
    FailureKind kind = OpenAiFailures.kind(code, type, message, reply.status());
    ProviderException.Builder failure = complete(reply.failure(kind, said()));
    return reply.retryAfter() == null ? failure.retryAfter(hint(kind)) : failure;
  }

  /** The exception for an error within an answer that began with 200. */
  ProviderException.Builder failure() {
    FailureKind kind = OpenAiFailures.kind(code, type, message, numericCode());
    return complete(ProviderException.builder(kind, said())).retryAfter(hint(kind));
  }

  private ProviderException.Builder complete(ProviderException.Builder failure) {
    return failure.code(code).type(type).parameter(parameter);
  }

  private String said() {
    return message.isEmpty() ? "no message; code " + code + ", type " + type : message;
  }

  /** Some hosts repeat the status as the code; without one, the fault is on the provider's side. */
  private int numericCode() {
    boolean number =
        code != null && code.length() == 3 && code.chars().allMatch(Character::isDigit);
    return number ? Integer.parseInt(code) : 500;
  }

  /** "Please try again in 456ms", which stands in the message alone at times. */
  private @Nullable Duration hint(FailureKind kind) {
    if (kind != FailureKind.RATE_LIMITED) {
      return null;
    }
    Matcher matcher = HINT.matcher(message.substring(0, Math.min(message.length(), HINT_WITHIN)));
    return matcher.find() ? RateLimitHeaders.span(matcher.group(1)) : null;
  }

  private static @Nullable String text(JsonReader json) throws IOException {
    return switch (json.peek()) {
      case NULL -> skip(json);
      case STRING, NUMBER -> json.nextString();
      default -> RawJson.read(json).text();
    };
  }

  private static <T> @Nullable T skip(JsonReader json) throws IOException {
    json.skipValue();
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
