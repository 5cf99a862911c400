package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Classifies what Bedrock answers instead of a message.
 *
 * <p>By the name of the exception, then the message, then the status. The name is in a header,
 * where a URL may follow it, or in the body; inside a stream it is the message's type. Only
 * messages of {@code ValidationException} and the like are searched, for whole phrases. Source:
 * AWS's reference of Converse, its pages on common errors, and the texts of real ones.
 */
final class BedrockErrors {
  private static final int OK = 200;
  private static final String TYPE_HEADER = "x-amzn-errortype";

  private static final List<String> TOO_LONG =
      List.of(
          "input is too long",
          "prompt is too long",
          "too many input tokens",
          "exceed context limit",
          "context window",
          "maximum context length",
          "maximum number of input tokens",
          "input tokens exceeded",
          "expected maxlength");
  private static final List<String> NO_SUCH_MODEL =
      List.of(
          "model identifier is invalid",
          "on-demand throughput isn",
          "model is not supported in this region",
          "reached the end of its life");
  private static final List<String> NO_ACCESS =
      List.of("access to the model", "access to this model", "model access is denied");
  private static final List<String> FILTERED =
      List.of("content filtering policy", "blocked by our content filters");

  private BedrockErrors() {}

  /** An answer with an error status. */
  static ProviderException.Builder of(ErrorReply reply) {
    Body body = Body.parse(reply.body());
    String named = reply.headers().get(TYPE_HEADER);
    String type = named == null ? (body == null ? null : body.type) : bare(named);
    if (body == null && type == null) {
      return reply.unreadable();
    }
    String message = body == null ? "no error message" : body.text();
    return reply.failure(kind(reply.status(), type, message), message).type(type);
  }

  /** An exception inside a stream, whose status is 200. */
  static ProviderException.Builder inStream(@Nullable String type, @Nullable String message) {
    String text = message == null ? "no error message" : message;
    return ProviderException.builder(kind(OK, type, text), text).status(OK).type(type);
  }

  /** The name without what frameworks of AWS put before and after it. */
  private static String bare(String type) {
    int end = type.indexOf(':');
    String name = end < 0 ? type : type.substring(0, end);
    return name.substring(name.lastIndexOf('#') + 1).strip();
  }

  private static FailureKind kind(int status, @Nullable String type, String message) {
    String name = type == null ? "" : type.toLowerCase(Locale.ROOT);
    name = name.endsWith("exception") ? name.substring(0, name.length() - 9) : name;
    return switch (name) {
      case "throttling", "toomanyrequests", "requestlimitexceeded" -> throttled(message);
      case "servicequotaexceeded" -> FailureKind.QUOTA_EXHAUSTED;
      case "modelnotready", "serviceunavailable" -> FailureKind.OVERLOADED;
      case "modeltimeout", "requesttimeout" -> FailureKind.TIMEOUT;
      case "internalserver", "internalfailure", "modelstreamerror", "modelerror", "conflict" ->
          FailureKind.UNAVAILABLE;
      case "accessdenied" -> denied(message);
      case "resourcenotfound" -> FailureKind.MODEL_NOT_FOUND;
      case "validation", "validationerror", "malformedinputrequest" -> invalid(message);
      case "expiredtoken",
          "unrecognizedclient",
          "invalidsignature",
          "signaturedoesnotmatch",
          "incompletesignature",
          "missingauthenticationtoken",
          "invalidclienttokenid",
          "requestexpired",
          "notauthorized",
          "optinrequired" ->
          FailureKind.AUTHENTICATION;
      default -> byStatus(status, message);
    };
  }

  /** A day is longer than any retry: the account's quota is used up. */
  private static FailureKind throttled(String message) {
    return message.toLowerCase(Locale.ROOT).contains("per day")
        ? FailureKind.QUOTA_EXHAUSTED
        : FailureKind.RATE_LIMITED;
  }

  /** AWS denies a model that the account has not asked for as it denies everything else. */
  private static FailureKind denied(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return NO_ACCESS.stream().anyMatch(text::contains)
        ? FailureKind.MODEL_NOT_FOUND
        : FailureKind.AUTHENTICATION;
  }

  private static FailureKind invalid(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (TOO_LONG.stream().anyMatch(text::contains)) {
      return FailureKind.CONTEXT_TOO_LONG;
    }
    if (NO_SUCH_MODEL.stream().anyMatch(text::contains)) {
      return FailureKind.MODEL_NOT_FOUND;
    }
    if (text.contains("operation not allowed")) { // An account that may not call models at all.
      return FailureKind.AUTHENTICATION;
    }
    return FILTERED.stream().anyMatch(text::contains)
        ? FailureKind.CONTENT_FILTERED
        : FailureKind.INVALID_REQUEST;
  }

  private static FailureKind byStatus(int status, String message) {
    return switch (status) {
      case OK, 424 -> FailureKind.UNAVAILABLE; // Of a new name, or the model's own failure.
      case 400 -> invalid(message);
      case 413 -> FailureKind.CONTEXT_TOO_LONG;
      default -> ErrorReply.kindOf(status);
    };
  }

  /**
   * An error as it stands in a body.
   *
   * @param type the exception's name; null if it is not there
   * @param message null if there is none
   */
  private record Body(@Nullable String type, @Nullable String message) {
    String text() {
      return message == null ? "no error message" : message;
    }

    /** Null if it is no object. */
    static @Nullable Body parse(String text) {
      try {
        JsonReader json = JsonBody.reader(text);
        String type = null;
        String message = null;
        json.beginObject();
        while (json.hasNext()) {
          switch (json.nextName()) {
            case "__type", "code" -> {
              String name = WireJson.text(json);
              type = name == null ? type : bare(name);
            }
            case "message", "Message" -> message = WireJson.text(json);
            case "Output" -> { // Of the front door, where no operation has that path.
              Body output = parse(WireJson.raw(json).text());
              type = output == null ? type : output.type;
            }
            default -> json.skipValue();
          }
        }
        return type == null && message == null ? null : new Body(type, message);
      } catch (IOException | JsonDataException e) {
        return null; // HTML of a proxy, a bare string, a body cut off at its limit.
      }
    }
  }
}
