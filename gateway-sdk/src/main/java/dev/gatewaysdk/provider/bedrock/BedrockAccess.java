package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.provider.http.SignedHeaders;

/** How a request is let in: with a signature of its own, or with an API key of Bedrock. */
sealed interface BedrockAccess {
  Reply post(
      HttpTransport transport, Attempt attempt, RequestUrl url, JsonBody body, ReplyReader reader);

  Reply get(HttpTransport transport, Attempt attempt, RequestUrl url, ReplyReader reader);

  /** With AWS credentials. */
  record Signed(SignedHeaders headers) implements BedrockAccess {
    @Override
    public Reply post(
        HttpTransport transport,
        Attempt attempt,
        RequestUrl url,
        JsonBody body,
        ReplyReader reader) {
      return transport.post(attempt, url, headers, body, reader);
    }

    @Override
    public Reply get(HttpTransport transport, Attempt attempt, RequestUrl url, ReplyReader reader) {
      return transport.get(attempt, url, headers, reader);
    }
  }

  /** With an API key of Bedrock, as a bearer token. */
  record Keyed(CredentialHeaders headers) implements BedrockAccess {
    @Override
    public Reply post(
        HttpTransport transport,
        Attempt attempt,
        RequestUrl url,
        JsonBody body,
        ReplyReader reader) {
      return transport.post(attempt, url, headers, body, reader);
    }

    @Override
    public Reply get(HttpTransport transport, Attempt attempt, RequestUrl url, ReplyReader reader) {
      return transport.get(attempt, url, headers, reader);
    }
  }
}
