package dev.gatewaysdk.conformance;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.server.GatewayHttp;
import dev.gatewaysdk.server.ServerReply;
import dev.gatewaysdk.server.ServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Hands OpenAI's requests to the gateway's own surface, and shows what reaches the provider. */
public final class ThroughTheSurface implements AutoCloseable {
  private static final String ANSWER =
      "{\"id\":\"i\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}";

  private final GatewayClient gateway;
  private final GatewayHttp surface;
  private byte[] sent = {};

  /**
   * @param provider makes the adapter
   */
  public ThroughTheSurface(Function<HttpOptions, Provider> provider) {
    HttpOptions http =
        HttpOptions.builder().customizer(client -> client.addInterceptor(this::answer)).build();
    this.gateway = GatewayClient.builder().provider("recorded", provider.apply(http)).build();
    this.surface = GatewayHttp.builder(gateway).build();
  }

  /**
   * The body that reaches the provider.
   *
   * @throws AssertionError if the surface refuses the request; says why
   */
  public Map<String, Object> sent(Map<String, Object> body) {
    return sent("/chat/completions", body);
  }

  /**
   * The body that reaches the provider when that one is sent to the path.
   *
   * @throws AssertionError if the surface refuses the request; says why
   */
  Map<String, Object> sent(String path, Map<String, Object> body) {
    Map<String, Object> asked = new LinkedHashMap<>(body);
    asked.put("model", "@recorded/" + body.get("model"));
    sent = new byte[0];
    ServerReply reply =
        surface.handle(
            new ServerRequest(
                "POST",
                "/v1" + path,
                Map.of("content-type", List.of("application/json")),
                RawJson.of(asked).text().getBytes(StandardCharsets.UTF_8)));
    if (reply.chunks() != null) {
      reply.chunks().close();
    }
    if (sent.length == 0) {
      throw new AssertionError("refused: " + reply.text());
    }
    return RawJson.parse(new String(sent, StandardCharsets.UTF_8)).toMap();
  }

  private Response answer(Interceptor.Chain chain) throws IOException {
    Buffer body = new Buffer();
    chain.request().body().writeTo(body);
    sent = body.readByteArray();
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("")
        .body(ResponseBody.create(ANSWER, MediaType.get("application/json")))
        .build();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
