package dev.gatewaysdk.docs.parrot;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.Unclaimed;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Parrot, which answers at {@code /answers}. */
public final class ParrotProvider implements Provider {
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.CHAT, Capability.STREAMING, Capability.SEED, Capability.STOP_SEQUENCES);

  private final BaseUrl base;
  private final CredentialHeaders headers;
  private final HttpTransport transport;

  /**
   * @param key read anew for each call
   * @param http how connections are made
   */
  public ParrotProvider(String baseUrl, Secret key, HttpOptions http) {
    this.base = BaseUrl.parse(baseUrl, http);
    this.headers = new CredentialHeaders(key, "Parrot-Key", "", Map.of(), http);
    this.transport = new HttpTransport(http, new ParrotDialect());
  }

  @Override
  public String type() {
    return "parrot";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Reply open(Attempt attempt) {
    if (!(attempt.request() instanceof ChatRequest request)) {
      throw new UnsupportedRequestException(null, "Parrot can only chat");
    }
    Unclaimed.report(request, attempt, CAPABILITIES);
    return transport.post(
        attempt,
        base.at("answers"),
        headers,
        json -> write(json, request, attempt),
        new ParrotReader());
  }

  private static void write(JsonWriter json, ChatRequest request, Attempt attempt)
      throws IOException {
    json.beginObject();
    RequestFields fields = new RequestFields(json);
    fields.text("model", attempt.target().model());
    fields.name("stream").value(attempt.streamed());
    fields.name("turns").beginArray();
    for (ChatMessage message : request.messages()) {
      json.beginObject();
      json.name("by").value(message.role().name().toLowerCase(Locale.ROOT));
      json.name("text").value(message.text());
      json.endObject();
    }
    json.endArray();
    fields.number("at_most", request.maxTokens());
    fields.number("temperature", request.temperature());
    fields.number("top_p", request.topP());
    fields.number("seed", request.seed());
    if (!request.stop().isEmpty()) {
      fields.texts("stop", request.stop());
    }
    fields.extras(request.extras());
    json.endObject();
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Where it is; never its key. */
  @Override
  public String toString() {
    return "ParrotProvider(" + base + ")";
  }
}
