package dev.gatewaysdk.docs.parrot;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.RateLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Parrot's own way of saying no. */
final class ParrotDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "parrot-request";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    String problem = null;
    String text = null;
    try {
      JsonReader json = WireJson.reader(reply.body());
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "problem" -> problem = WireJson.text(json);
          case "text" -> text = WireJson.text(json);
          default -> json.skipValue();
        }
      }
    } catch (IOException | JsonDataException e) {
      return reply.unreadable(); // A proxy's page, or nothing.
    }
    if (problem == null) {
      return reply.unreadable();
    }
    FailureKind kind =
        switch (problem) {
          case "unknown_model" -> FailureKind.MODEL_NOT_FOUND;
          case "no_credit" -> FailureKind.QUOTA_EXHAUSTED;
          default -> ErrorReply.kindOf(reply.status());
        };
    return reply.failure(kind, text == null ? problem : text).code(problem);
  }

  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return null; // Parrot says nothing of its limits.
  }
}
