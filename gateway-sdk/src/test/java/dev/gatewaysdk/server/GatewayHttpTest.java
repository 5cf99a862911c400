package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.config.ServerSettings;
import dev.gatewaysdk.endpoint.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, keys and media types, without a socket. */
class GatewayHttpTest {
  private static final String KEY = "team-key-1";

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/chat/completions, 200",
    "POST, /v1/chat/completions/, 200",
    "POST, /api/aigateway/v1/chat/completions, 200",
    "POST, /api/aigateway/v1/openai/chat/completions, 200",
    "GET, /v1/models, 200",
    "HEAD, /v1/models, 200",
    "GET, /v1/models/, 200",
    "GET, /v1/models/chat, 200",
    "GET, /v1/models/team%2Fchat%20one, 200",
    "GET, /v1/models/team/chat%20one, 200",
    "GET, /v1/models/none, 404",
    "GET, /v1/models/%zz, 404",
    "GET, /healthz, 200",
    "GET, /v1/healthz, 200",
    "OPTIONS, /v1/chat/completions, 204",
    "GET, /v1/chat/completions, 405",
    "HEAD, /v1/chat/completions, 405",
    "DELETE, /v1/models/chat, 405",
    "PUT, /v1/chat/completions, 405",
    "POST, /healthz, 405",
    "POST, /v1/responses, 404",
    "GET, /v1/embeddings, 405",
    "OPTIONS, /v1/completions, 204",
    "GET, /v1/completions, 405",
    "GET, /v1/images/generations, 405",
    "GET, /v1/audio/speech, 405",
    "GET, /v1/audio/transcriptions, 405",
    "GET, /v1/audio/translations, 405",
    "GET, /v1/moderations, 405",
    "GET, /v1/rerank, 405",
    "POST, /v1/audio/transcriptions, 415",
    "POST, /v1/audio/translations, 415",
    "GET, /, 404",
    "GET, /v1, 404",
    "GET, /v2/models, 404",
    "GET, /v1models, 404",
  })
  void answersOpenAisPathsBelowEachBasePath(String method, String path, int status) {
    try (Surface surface = surface()) {
      String body = "{\"model\":\"chat\"," + Surface.MESSAGES + "}";

      ServerReply reply = surface.send(method, path, method.equals("POST") ? body : "");

      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.headers().get("x-request-id")).isNotBlank();
    }
  }

  private static Surface surface() {
    Surface surface =
        new Surface(
            gateway ->
                gateway.endpoint(
                    Endpoint.builder("team/chat one").target("fake", "gpt-4o").build()),
            http -> {});
    surface.fake.otherwise().reply("Hello");
    return surface;
  }

  @Test
  void namesWhatIsAllowedWhereTheMethodIsNot() {
    try (Surface surface = surface()) {
      ServerReply reply = surface.get("/v1/chat/completions");

      assertThat(reply.headers()).containsEntry("Allow", "POST, OPTIONS");
      assertThat(Surface.at(reply, "error.code")).isEqualTo("method_not_allowed");
      assertThat(surface.send("OPTIONS", "/v1/models", "").headers())
          .containsEntry("Allow", "GET, HEAD, OPTIONS");
    }
  }

  @Test
  void listsEndpointsAsModels() {
    try (Surface surface = surface()) {
      ServerReply list = surface.get("/v1/models");

      assertThat(Surface.at(list, "object")).isEqualTo("list");
      assertThat(Surface.at(list, "data.0.id")).isEqualTo("chat");
      assertThat(Surface.at(list, "data.1.id")).isEqualTo("team/chat one");
      assertThat(Surface.at(list, "data.0.object")).isEqualTo("model");
      assertThat(Surface.at(list, "data.0.created")).isInstanceOf(Long.class);
      assertThat(Surface.at(list, "data.0.owned_by")).isEqualTo("gateway");
      assertThat(Surface.at(surface.get("/v1/models/team%2Fchat%20one"), "id"))
          .isEqualTo("team/chat one");
    }
  }

  @Test
  void saysTheLengthToHeadAndNothingElse() {
    try (Surface surface = surface()) {
      ServerReply head = surface.send("HEAD", "/v1/models", "");

      assertThat(head.body()).isEmpty();
      assertThat(head.headers())
          .containsEntry("Content-Length", String.valueOf(surface.get("/v1/models").body().length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json ;x=y"})
  void takesJsonHoweverItIsSpelled(String mediaType) {
    try (Surface surface = surface()) {
      String body = "{\"model\":\"chat\"," + Surface.MESSAGES + "}";

      assertThat(surface.post(body, "CONTENT-type", mediaType).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/jsonl"})
  void refusesOtherMediaTypes(String mediaType) {
    try (Surface surface = surface()) {
      ServerReply reply = surface.post("{}", "Content-Type", mediaType);

      assertThat(reply.status()).isEqualTo(415);
      assertThat(Surface.at(reply, "error.code")).isEqualTo("unsupported_media_type");
      assertThat(Surface.at(reply, "error.type")).isEqualTo("invalid_request_error");
    }
  }

  @Test
  void takesNothingFromAPageThatDoesNotSayJson() {
    try (Surface surface = surface()) {
      String body = "{\"model\":\"chat\"," + Surface.MESSAGES + "}";

      assertThat(surface.post(body, "Origin", "https://evil.example").status()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer team-key-1, 200",
    "authorization, bearer  team-key-1 , 200",
    "X-Domino-Api-Key, team-key-1, 200",
    "api-key, team-key-1, 200",
    "Authorization, team-key-1, 401",
    "Authorization, Basic team-key-1, 401",
    "Authorization, Bearer team-key-2, 401",
    "Authorization, Bearer, 401",
    "api-key, Bearer team-key-1, 401",
    "x-api-key, team-key-1, 401",
  })
  void letsInWhoHasAKey(String header, String value, int status) {
    try (Surface surface = withKey()) {
      ServerReply reply =
          surface.post("{\"model\":\"chat\"," + Surface.MESSAGES + "}", header, value);

      assertThat(reply.status()).isEqualTo(status);
      if (status == 401) {
        assertThat(Surface.at(reply, "error.code")).isEqualTo("invalid_api_key");
        assertThat(Surface.at(reply, "error.type")).isEqualTo("invalid_request_error");
        assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(reply.text()).doesNotContain("team-key");
        assertThat(surface.usage.records()).isEmpty();
      } else {
        assertThat(surface.usage.last().caller().user()).isEqualTo("ann");
      }
    }
  }

  private static Surface withKey() {
    Surface surface =
        new Surface(
            gateway -> gateway, http -> http.keys(List.of(HttpKey.of(KEY, Caller.user("ann")))));
    surface.fake.otherwise().reply("Hello");
    return surface;
  }

  @Test
  void asksForAKeyForAllButTheHealth() {
    try (Surface surface = withKey()) {
      assertThat(surface.get("/v1/models").status()).isEqualTo(401);
      assertThat(surface.get("/v1/models/chat").status()).isEqualTo(401);
      assertThat(surface.get("/healthz").status()).isEqualTo(200);
      assertThat(surface.get("/v1/models", "api-key", KEY).status()).isEqualTo(200);
    }
  }

  @Test
  void looksAtEveryHeaderForAKeyThatIsKnown() {
    try (Surface surface = withKey()) {
      ServerReply reply =
          surface.get("/v1/models", "Authorization", "Bearer dummy", "X-Domino-Api-Key", KEY);

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Test
  void putsTheHeadersEndpointOverTheBodysModel() {
    try (Surface surface = surface()) {
      String body = "{\"model\":\"none\"," + Surface.MESSAGES + "}";

      assertThat(surface.post(body).status()).isEqualTo(404);
      assertThat(surface.post(body, "x-gateway-config", "chat").status()).isEqualTo(200);
      assertThat(surface.post(body, "X-LLMOps-Config", "chat").status()).isEqualTo(200);
      assertThat(surface.post("{" + Surface.MESSAGES + "}", "x-llmops-config", "chat").status())
          .isEqualTo(200);
      assertThat(surface.post("{" + Surface.MESSAGES + "}").status()).isEqualTo(400);
    }
  }

  @Test
  void refusesABodyOverTheLimit() {
    ServerSettings small = ServerSettings.DEFAULTS;
    try (Surface surface =
        new Surface(
            gateway -> gateway,
            http -> http.server(new ServerSettings(small.basePaths(), small.keyHeaders(), 100)))) {
      ServerReply reply = surface.ask("\"user\":\"" + "u".repeat(100) + "\"");

      assertThat(reply.status()).isEqualTo(413);
      assertThat(Surface.at(reply, "error.code")).isEqualTo("request_too_large");
      assertThat(Surface.at(reply, "error.message").toString()).contains("100 bytes");
    }
  }

  @Test
  void refusesHeadersOverTheLimit() {
    try (Surface surface = surface()) {
      assertThat(surface.get("/healthz", "x-long", "x".repeat(70_000)).status()).isEqualTo(431);
    }
  }

  @Test
  void answersEvenIfAnErrorWasThrown() {
    try (ExpectedErrors errors = new ExpectedErrors();
        Surface surface = new Surface()) { // Without a rule for the request, the fake throws one.
      ServerReply reply = surface.ask("");

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).doesNotContain("no rule");
      errors.requireOne("no rule");
    }
    try (ExpectedErrors errors = new ExpectedErrors();
        Surface surface =
            Surface.scripted(new ChatEvent.TextDelta(0, "a"), new AssertionError("inner secret"))) {
      assertThat(surface.askScripted("\"stream\":true").text())
          .contains("internal_error")
          .doesNotContain("inner secret", "[DONE]");
      errors.requireOne("inner secret");
    }
  }

  @Test
  void saysNothingOfWhatAnUnexpectedExceptionSays() {
    try (ExpectedErrors errors = new ExpectedErrors();
        Surface surface =
            new Surface(
                gateway ->
                    gateway.callInterceptor(
                        (call, next) -> {
                          throw new IllegalStateException("inner secret");
                        }),
                http -> {})) {
      ServerReply reply = surface.ask("");

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).doesNotContain("inner secret");
      assertThat(Surface.at(reply, "error.code")).isEqualTo("internal_error");
      errors.requireOne("inner secret");
    }
  }

  @Test
  void showsNoneOfItsValuesInTexts() {
    ServerRequest request =
        Surface.request(
            "POST", "/v1/x", "secret".getBytes(StandardCharsets.UTF_8), "Authorization", KEY);

    assertThat(request.toString()).isEqualTo("ServerRequest(POST, 6 bytes)");
    assertThat(HttpKey.of(KEY, Caller.user("ann")).toString()).isEqualTo("HttpKey(Caller(user))");
  }
}
