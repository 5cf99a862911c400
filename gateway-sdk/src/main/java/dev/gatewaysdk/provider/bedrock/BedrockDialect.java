package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.HttpDialect;
import dev.gatewaysdk.provider.http.ReplyHeaders;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** Bedrock's headers and errors. */
final class BedrockDialect implements HttpDialect {
  @Override
  public String requestIdHeader() {
    return "x-amzn-requestid";
  }

  @Override
  public ProviderException.Builder error(ErrorReply reply) {
    return BedrockErrors.of(reply);
  }

  /** Bedrock does not say. */
  @Override
  public @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis) {
    return null;
  }
}
