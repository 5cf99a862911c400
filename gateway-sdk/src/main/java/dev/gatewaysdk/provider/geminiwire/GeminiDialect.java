package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** Google's errors; it says nothing of its limits before they are reached. */
final class GeminiDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "x-goog-request-id";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    return GeminiErrors.of(reply);
  }

  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return null;
  }
}
