package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.RateLimitHeaders;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** OpenAI's headers and error bodies. */
final class OpenAiDialect implements HttpDialect {
  private final String requestIdHeader;

  OpenAiDialect(String requestIdHeader) {
    this.requestIdHeader = requestIdHeader;
  }

  @Override
  public String requestIdHeader() {
    return requestIdHeader;
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    OpenAiError error = OpenAiError.parse(reply.body());
    return error == null ? reply.unreadable() : error.failure(reply);
  }

  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return RateLimitHeaders.openAi(headers);
  }
}
