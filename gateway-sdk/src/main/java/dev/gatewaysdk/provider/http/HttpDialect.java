package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.RateLimits;
import org.jspecify.annotations.Nullable;

/** What a provider does its own way around the body of a reply. Thread-safe, without state. */
public interface HttpDialect {
  /** The header with the provider's id of the request, such as {@code x-request-id}. */
  String requestIdHeader();

  /**
   * Classifies an answer with status 400 or above.
   *
   * @return an exception made by {@link ErrorReply#failure}, so that status, waiting time and
   *     request id are on it; secrets are removed from it afterwards
   */
  ProviderException.Builder error(ErrorReply reply);

  /**
   * Reads what the provider says of its limits.
   *
   * @param receivedMillis when the headers came, since 1970
   * @return null if it says nothing
   */
  @Nullable RateLimits rateLimits(ReplyHeaders headers, long receivedMillis);
}
