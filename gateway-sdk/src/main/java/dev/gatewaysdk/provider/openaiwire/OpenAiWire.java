package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import java.util.List;

/** One host that speaks OpenAI's wire. Thread-safe. */
public final class OpenAiWire implements AutoCloseable {
  private final String type;
  private final WireFlavor flavor;
  private final RequestUrl chatUrl;
  private final List<CredentialHeaders> headers;
  private final HttpTransport transport;

  /**
   * @param type the provider's type, for messages
   * @param headers for each of its credentials, at least one
   * @param baseUrl up to and with the version, such as {@code https://api.openai.com/v1}
   */
  public OpenAiWire(
      String type,
      WireFlavor flavor,
      BaseUrl baseUrl,
      List<CredentialHeaders> headers,
      HttpOptions http) {
    this.type = type;
    this.flavor = flavor;
    this.chatUrl = baseUrl.at("chat/completions");
    this.headers = List.copyOf(headers);
    this.transport = new HttpTransport(http, new OpenAiDialect());
  }

  /** Whether the wire can do that operation. */
  public boolean supports(Operation operation) {
    return operation == Operation.CHAT;
  }

  /** How many credentials it has. */
  public int credentials() {
    return headers.size();
  }

  /**
   * Sends the attempt's request and gives its answer.
   *
   * @throws InvalidRequestException if the request is wrong, or the host cannot do it
   */
  public Reply open(Attempt attempt) {
    if (!(attempt.request() instanceof ChatRequest request)) {
      throw new UnsupportedRequestException(
          null, "provider type " + type + " cannot do " + attempt.request().operation().wireName());
    }
    return transport.post(
        attempt,
        chatUrl,
        headers.get(attempt.target().credential()),
        json ->
            new OpenAiChatWriter(json, flavor, attempt::adjusted)
                .write(request, attempt.target().model(), attempt.streamed()),
        new OpenAiReplyReader(flavor, attempt.trail(), attempt.call().id()));
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Its address, which holds no secret. */
  @Override
  public String toString() {
    return chatUrl.toString();
  }
}
