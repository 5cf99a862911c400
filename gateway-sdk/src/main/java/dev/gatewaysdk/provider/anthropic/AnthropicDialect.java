package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.RateLimitHeaders;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** Anthropic's headers and errors. */
final class AnthropicDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "request-id";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    return AnthropicErrors.of(reply);
  }

  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return RateLimitHeaders.anthropic(headers, receivedMillis);
  }
}
