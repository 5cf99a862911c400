package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.GatewayClientBuilder;
import dev.gatewaysdk.LambdaProvider;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The function in front of a gateway with a fake provider, and requests to it. */
final class Surface implements AutoCloseable {
  static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

  final FakeProvider fake = new FakeProvider();
  final ManualClock clock = new ManualClock();
  final RecordingUsageSink usage = new RecordingUsageSink();
  final GatewayClient gateway;
  final GatewayHttp http;

  Surface() {
    this(gateway -> gateway, http -> {});
  }

  Surface(UnaryOperator<GatewayClientBuilder> gateway, Consumer<GatewayHttp.Builder> http) {
    GatewayClientBuilder builder =
        GatewayClient.builder()
            .provider("fake", fake)
            .endpoint(Endpoint.builder("chat").target("fake", "gpt-4o").build())
            .retry(Retry.DEFAULTS.withAttempts(1))
            .usageSink(usage)
            .clock(clock);
    this.gateway = gateway.apply(builder).build();
    GatewayHttp.Builder surface = GatewayHttp.builder(this.gateway).clock(clock);
    http.accept(surface);
    this.http = surface.build();
  }

  /** A gateway whose only target answers with these events and exceptions. */
  static Surface scripted(Object... items) {
    return new Surface(
        gateway ->
            gateway
                .provider("lambda", LambdaProvider.of(items))
                .endpoint(Endpoint.builder("scripted").target("lambda", "gpt-4o").build()),
        http -> {});
  }

  /** A question to the endpoint of {@link #scripted}, with further fields. */
  ServerReply askScripted(String fields) {
    return post(
        "{" + MESSAGES + (fields.isEmpty() ? "" : "," + fields) + "}",
        "x-gateway-config",
        "scripted");
  }

  /** A question to the endpoint {@code chat}, with further fields. */
  ServerReply ask(String fields) {
    return post("{\"model\":\"chat\"," + MESSAGES + (fields.isEmpty() ? "" : "," + fields) + "}");
  }

  ServerReply post(String body, String... headers) {
    return send("POST", "/v1/chat/completions", body, headers);
  }

  ServerReply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  ServerReply send(String method, String path, String body, String... headers) {
    return http.handle(request(method, path, body.getBytes(StandardCharsets.UTF_8), headers));
  }

  static ServerRequest request(String method, String path, byte[] body, String... headers) {
    Map<String, List<String>> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return new ServerRequest(method, path, all, body);
  }

  static Map<String, Object> json(ServerReply reply) {
    return RawJson.parse(reply.text()).toMap();
  }

  /** The value at a path such as {@code choices.0.message}. */
  static Object at(Object json, String path) {
    Object value = json;
    for (String key : path.split("\\.")) {
      value =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(key))
              : ((Map<?, ?>) value).get(key);
    }
    return value;
  }

  static Object at(ServerReply reply, String path) {
    return at(json(reply), path);
  }

  /** The events of a stream, without the last one if it is {@code [DONE]}. */
  static List<Map<String, Object>> events(String sse) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (String event : sse.split("\n\n")) {
      if (event.startsWith(":")) {
        continue;
      }
      assertThat(event).startsWith("data: ").doesNotContain("\n");
      if (!event.equals("data: [DONE]")) {
        events.add(RawJson.parse(event.substring("data: ".length())).toMap());
      }
    }
    return events;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
