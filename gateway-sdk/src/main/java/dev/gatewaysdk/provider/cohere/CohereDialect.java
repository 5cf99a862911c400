package dev.gatewaysdk.provider.cohere;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** Cohere's headers and errors. */
final class CohereDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "x-debug-trace-id";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    return CohereErrors.of(reply);
  }

  /** Only trial keys are told, and not when the count begins anew. */
  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    Long limit = count(headers.get("x-trial-endpoint-call-limit"));
    Long remaining = count(headers.get("x-trial-endpoint-call-remaining"));
    return limit == null && remaining == null
        ? null
        : new RateLimits(new RateLimits.Window(limit, remaining, null), null);
  }

  private static @Nullable Long count(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
