package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.limit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the table of outcomes, for whole answers and for streams. */
class ErrorTableTest {

  @ParameterizedTest
  @CsvSource({
    "INVALID_REQUEST, 400, invalid_request, invalid_request_error",
    "CONTEXT_TOO_LONG, 400, context_length_exceeded, invalid_request_error",
    "CONTENT_FILTERED, 400, content_filter, invalid_request_error",
    "MODEL_NOT_FOUND, 404, model_not_found, invalid_request_error",
    "RATE_LIMITED, 429, upstream_rate_limited, requests",
    "AUTHENTICATION, 502, upstream_authentication, server_error",
    "QUOTA_EXHAUSTED, 502, upstream_quota, server_error",
    "OVERLOADED, 503, overloaded, server_error",
    "TIMEOUT, 504, timeout, server_error",
    "UNAVAILABLE, 502, unavailable, server_error",
    "MALFORMED_REPLY, 502, malformed_reply, server_error",
  })
  void mapsWhatTheLastTargetSaid(FailureKind kind, int status, String code, String type) {
    for (String stream : List.of("\"stream\":false", "\"stream\":true")) {
      try (Surface surface = new Surface()) {
        surface.fake.otherwise().failWith(ProviderException.builder(kind, "because").build());

        ServerReply reply = surface.ask(stream);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(Surface.at(reply, "error.code")).isEqualTo(code);
        assertThat(Surface.at(reply, "error.type")).isEqualTo(type);
        assertThat(Surface.at(reply, "error.message").toString()).contains("fake/gpt-4o");
        assertThat(Surface.json(reply).get("error").toString()).contains("param=null");
        assertThat(reply.headers())
            .containsEntry("x-gateway-target", "fake/gpt-4o")
            .containsEntry("x-request-id", surface.usage.last().requestId())
            .containsEntry("Content-Type", "application/json");
        assertThat(surface.usage.records()).hasSize(1);
      }
    }
  }

  @Test
  void saysHowLongTheProviderAskedToWait() {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().rateLimited(Duration.ofMillis(700_001));

      ServerReply reply = surface.ask("");

      assertThat(reply.headers())
          .containsEntry("Retry-After", "701")
          .containsEntry("retry-after-ms", "700001");
    }
  }

  @Test
  void roundsTheWaitForAnOwnLimitUp() {
    Endpoint limited =
        Endpoint.builder("limited")
            .target("fake", "gpt-4o")
            .limit(Limit.calls(1).perSecond())
            .build();
    try (Surface surface = new Surface(gateway -> gateway.endpoint(limited), http -> {})) {
      surface.fake.otherwise().reply("ok");
      surface.send("POST", "/v1/chat/completions", body("limited"));
      surface.clock.advance(Duration.ofMillis(400));

      ServerReply reply = surface.send("POST", "/v1/chat/completions", body("limited"));

      assertThat(reply.status()).isEqualTo(429);
      assertThat(Surface.at(reply, "error.code")).isEqualTo("rate_limit_exceeded");
      assertThat(Surface.at(reply, "error.type")).isEqualTo("requests");
      assertThat(reply.headers())
          .containsEntry("Retry-After", "1")
          .containsEntry("retry-after-ms", "600")
          .containsEntry("x-request-id", surface.usage.last().requestId());
    }
  }

  private static String body(String model) {
    return "{\"model\":\"" + model + "\"," + Surface.MESSAGES + "}";
  }

  @ParameterizedTest
  @CsvSource({"none", "@none/gpt-4o", "@fake", "''"})
  void doesNotKnowThatModel(String model) {
    try (Surface surface = new Surface()) {
      ServerReply reply = surface.send("POST", "/v1/chat/completions", body(model));

      assertThat(reply.status()).isEqualTo(model.isEmpty() ? 400 : 404);
      assertThat(Surface.at(reply, "error.code"))
          .isEqualTo(model.isEmpty() ? "invalid_request" : "model_not_found");
    }
  }

  @Test
  void tellsWhoCallsNothingOfTheGatewaysCredentials() {
    try (Surface surface = new Surface()) {
      surface
          .fake
          .otherwise()
          .failWith(
              ProviderException.builder(FailureKind.AUTHENTICATION, "Incorrect key sk-ab...yz")
                  .status(401)
                  .build());

      assertThat(surface.ask("").text()).doesNotContain("sk-ab").contains("fake/gpt-4o");
    }
  }

  @Test
  void namesTheParameterThatTheProviderComplainsOf() {
    try (Surface surface = new Surface()) {
      surface
          .fake
          .otherwise()
          .failWith(
              ProviderException.builder(FailureKind.INVALID_REQUEST, "too hot")
                  .parameter("temperature")
                  .build());

      assertThat(Surface.at(surface.ask(""), "error.param")).isEqualTo("temperature");
    }
  }

  @Test
  void namesTheGuardrailThatBlocked() {
    try (Surface surface =
        new Surface(
            gateway ->
                gateway.callInterceptor(
                    (call, next) -> {
                      throw new GuardrailException("no-names", "a name", Map.of("NAME", 1), null);
                    }),
            http -> {})) {
      ServerReply reply = surface.ask("");

      assertThat(reply.status()).isEqualTo(400);
      assertThat(Surface.at(reply, "error.code")).isEqualTo("content_filter");
      assertThat(Surface.at(reply, "error.type")).isEqualTo("invalid_request_error");
      assertThat(Surface.at(reply, "error.message").toString()).contains("no-names");
      assertThat(reply.headers()).containsEntry("x-request-id", surface.usage.last().requestId());
    }
  }

  @Test
  void refusesAfterTheGatewayIsClosed() {
    Surface surface = new Surface();
    surface.close();

    ServerReply reply = surface.ask("");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(Surface.at(reply, "error.code")).isEqualTo("client_closed");
    assertThat(reply.headers()).containsEntry("Retry-After", "1").containsKey("x-request-id");
  }

  @Test
  void endsAStreamThatBreaksOffWithAnErrorAndNotAsIfItWereWhole() {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().stream("Hel", "lo").overloaded();

      ServerReply reply = surface.ask("\"stream\":true");
      String text = reply.text();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(text).contains("\"content\":\"Hel\"").doesNotContain("[DONE]");
      Object last = Surface.events(text).get(Surface.events(text).size() - 1);
      assertThat(Surface.at(last, "error.code")).isEqualTo("overloaded");
      assertThat(Surface.at(last, "error.type")).isEqualTo("server_error");
      assertThat(Surface.at(last, "error.message").toString()).contains("fake/gpt-4o");
      assertThat(reply.headers()).containsEntry("x-request-id", surface.usage.last().requestId());
    }
  }
}
