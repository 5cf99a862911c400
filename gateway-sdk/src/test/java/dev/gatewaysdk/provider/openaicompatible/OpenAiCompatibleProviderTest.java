package dev.gatewaysdk.provider.openaicompatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openaiwire.WireFlavor;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiCompatibleProviderTest {
  private static final String ANSWER =
      "{\"id\":\"i\",\"choices\":[{\"message\":{\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}";

  private final MockWebServer server = NoDelayServer.create();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private OpenAiCompatibleProvider.Builder builder() {
    return OpenAiCompatibleProvider.builder(server.url("/v1").toString());
  }

  private RecordedRequest sent(OpenAiCompatibleProvider.Builder builder, ChatRequest request)
      throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    try (OpenAiCompatibleProvider provider = builder.build()) {
      Replays.collect(provider, Attempts.of(request, false, "local", "llama"));
    }
    return server.takeRequest();
  }

  @Test
  void needsNoKey() throws InterruptedException {
    HttpOptions http = HttpOptions.builder().header("X-Team", "t").build();

    RecordedRequest request = sent(builder().http(http), Attempts.HELLO);

    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(request.getHeaders().get("X-Team")).isEqualTo("t");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/chat/completions");
  }

  @Test
  void sendsTheKeyThatItIsGiven() throws InterruptedException {
    RecordedRequest request = sent(builder().apiKey(Secret.of("sk-or-1")), Attempts.HELLO);

    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-or-1");
  }

  @Test
  void theBuilderCorrectsWhatIsTakenForUsual() throws InterruptedException {
    ChatRequest request =
        ChatRequest.builder("e").message(ChatMessage.developer("d")).user("u").maxTokens(5).build();

    assertThat(sent(builder(), request).getBody().utf8())
        .contains("\"role\":\"system\"")
        .contains("\"max_tokens\":5");
    assertThat(
            sent(builder().developerRole(true).maxTokensField("max_completion_tokens"), request)
                .getBody()
                .utf8())
        .contains("\"role\":\"developer\"")
        .contains("\"max_completion_tokens\":5");
  }

  @Test
  void theBuilderSaysWhetherAnswersAreHeldToSchemas() throws InterruptedException {
    ChatRequest request =
        ChatRequest.builder("e")
            .user("u")
            .responseFormat(ResponseFormat.jsonSchema("a", RawJson.parse("{\"type\":\"object\"}")))
            .build();

    assertThat(sent(builder(), request).getBody().utf8()).contains("\"type\":\"json_schema\"");
    assertThat(sent(builder().jsonSchema(false), request).getBody().utf8())
        .contains("\"type\":\"json_object\"")
        .contains("JSON Schema");
  }

  @ParameterizedTest
  @CsvSource({
    "api.deepseek.com, JSON_SCHEMA",
    "api.z.ai, JSON_SCHEMA",
    "open.bigmodel.cn, JSON_SCHEMA",
    "api.perplexity.ai, JSON_OBJECT",
    "api.groq.com, FORM_BESIDE_TOOLS",
    "api.voyageai.com, END_USER",
    "api.jina.ai, END_USER",
  })
  void knowsWhatAHostDoesNotTake(String host, Trait lacking) {
    assertThat(KnownHosts.flavor(host).traits()).doesNotContain(lacking);
    assertThat(KnownHosts.flavor("localhost").traits()).contains(lacking);
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> builder().maxTokensField("limit"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("max-tokens-field");
    assertThatThrownBy(() -> OpenAiCompatibleProvider.builder("models.corp.com").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("base-url");
  }

  @Test
  void errorsThatAProxyWritesKeepTheirKind() {
    server.enqueue(new MockResponse.Builder().code(401).body("<html>401</html>").build());
    try (OpenAiCompatibleProvider provider = builder().build()) {
      ProviderException e =
          catchThrowableOfType(
              ProviderException.class,
              () ->
                  Replays.collect(provider, Attempts.of(Attempts.HELLO, false, "local", "llama")));

      assertThat(e.kind()).isEqualTo(FailureKind.AUTHENTICATION);
    }
  }

  @Test
  void saysWhatItIs() {
    try (OpenAiCompatibleProvider provider = builder().build()) {
      assertThat(provider.type()).isEqualTo("openai-compatible");
      assertThat(provider.supports(Operation.CHAT)).isTrue();
      assertThat(provider.credentials()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter.ai, openrouter",
    "OpenRouter.ai, openrouter",
    "api.deepseek.com, deepseek",
    "generativelanguage.googleapis.com, gemini-openai",
    "api.perplexity.ai, perplexity",
    "acme.snowflakecomputing.com, snowflake",
    "api.groq.com, groq",
    "api.x.ai, xai",
    "api.z.ai, zai",
    "api.jina.ai, jina",
    "api.mistral.ai, mistral",
    "notopenrouter.ai, openai-compatible",
    "localhost, openai-compatible"
  })
  void knowsHostsByTheirName(String host, String format) {
    assertThat(KnownHosts.flavor(host).format()).isEqualTo(format);
  }

  @Test
  void whatIsKnownOfHostsIsAddedToTheUsual() {
    assertThat(KnownHosts.flavor("openrouter.ai").traits())
        .containsAll(WireFlavor.COMPATIBLE.traits())
        .contains(Trait.CACHE_CONTROL, Trait.DEVELOPER_ROLE);
    assertThat(KnownHosts.flavor("api.x.ai").traits()).doesNotContain(Trait.TOP_K);
  }
}
