package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.reply.Operation;
import java.util.List;
import java.util.Set;

/** One host that speaks OpenAI's wire. Thread-safe. */
public final class OpenAiWire implements AutoCloseable {
  private final WireFlavor flavor;
  private final WireUrls urls;
  private final List<CredentialHeaders> headers;
  private final HttpTransport transport;
  private final OpenAiSurfaces surfaces;
  private final Set<Capability> capabilities;

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
    this(type, flavor, new BaseUrls(baseUrl), headers, http);
  }

  /**
   * @param type the provider's type, for messages
   * @param urls where what goes, if that depends on the model
   * @param headers for each of its credentials, at least one
   */
  public OpenAiWire(
      String type,
      WireFlavor flavor,
      WireUrls urls,
      List<CredentialHeaders> headers,
      HttpOptions http) {
    this.flavor = flavor;
    this.urls = urls;
    this.headers = List.copyOf(headers);
    this.transport = new HttpTransport(http, new OpenAiDialect(flavor.requestIdHeader()));
    this.capabilities = WireCapabilities.of(flavor);
    this.surfaces = new OpenAiSurfaces(type, flavor, transport, urls);
  }

  /** Whether the host can do that operation, as far as that is known. */
  public boolean supports(Operation operation) {
    return flavor.can(operation);
  }

  /** What the host can carry, as far as that is known; the same set each time. */
  public Set<Capability> capabilities() {
    return capabilities;
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
    if (!(attempt.request() instanceof ChatRequest asked)) {
      return surfaces.open(attempt, headers.get(attempt.target().credential()));
    }
    ChatRequest request =
        LinkedMedia.fetched(asked, attempt, link -> !OpenAiPartWriter.follows(link, flavor));
    return transport.post(
        attempt,
        urls.of(attempt.target().model(), "chat/completions"),
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
    return urls.toString();
  }
}
