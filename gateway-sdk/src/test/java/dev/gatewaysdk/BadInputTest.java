package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ModelNotFoundException;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong on the caller's side is refused by type and name, and nothing of it is sent. */
class BadInputTest {
  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final String TOO_LONG = "m".repeat(257);

  private final MockWebServer server = new MockWebServer();

  /** Does what is wrong with a gateway, or with what one is built from. */
  private interface Mistake {
    void make(GatewayClient gateway);
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"models", "messages", "figures", "names", "credentials", "files", "wiring"})
  void isRefusedBeforeAnythingIsSent(
      String what, Class<? extends RuntimeException> type, String message, Mistake mistake)
      throws IOException {
    try (GatewayClient gateway = gateway()) {
      assertThatThrownBy(() -> mistake.make(gateway)).isExactlyInstanceOf(type).hasMessage(message);
    }

    assertThat(server.getRequestCount()).isZero();
    assertThat(Files.readString(PAGE))
        .contains("| `" + type.getSimpleName() + "` | `" + message + "` |");
  }

  @Test
  void refusesCallsOfEachKindAfterClose() {
    GatewayClient gateway = gateway();
    gateway.close();
    ChatRequest request = hello("assistant").build();

    assertThatThrownBy(() -> gateway.chat(request)).isInstanceOf(ClientClosedException.class);
    assertThatThrownBy(() -> gateway.stream(request)).isInstanceOf(ClientClosedException.class);
    assertThat(catchThrowable(() -> gateway.chatAsync(request).join()))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ClientClosedException.class);
    assertThat(
            catchThrowable(
                () -> gateway.streamAsync(request, Caller.anonymous(), event -> {}).join()))
        .hasCauseInstanceOf(ClientClosedException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  static Stream<Arguments> models() {
    return Stream.of(
        wrong(
            "unknown endpoint",
            ModelNotFoundException.class,
            "no endpoint is named 'asistant'; did you mean 'assistant'?; registered: assistant,"
                + " keyless",
            gateway -> gateway.chat("asistant", "Hello!")),
        wrong(
            "unknown provider",
            ModelNotFoundException.class,
            "no provider named 'opnai' takes direct calls; did you mean 'openai'?; these do:"
                + " [keyless, openai]",
            gateway -> gateway.chat("@opnai/gpt-4o", "Hello!")),
        wrong(
            "provider without a model",
            ModelNotFoundException.class,
            "'@openai' is not of the form @provider/model, such as @openai/gpt-4o",
            gateway -> gateway.chat("@openai", "Hello!")),
        wrong(
            "tag of an unknown endpoint",
            ModelNotFoundException.class,
            "no endpoint is named 'billing'; registered: assistant, keyless",
            gateway -> gateway.endpoints().tag("billing", "team", "platform")));
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        invalid(
            "no messages",
            "messages: must not be empty: add one with user(\"…\")",
            gateway -> gateway.chat(ChatRequest.builder("assistant").build())),
        invalid(
            "message without content",
            "messages[0].content: must not be empty",
            gateway ->
                gateway.chat(
                    ChatRequest.builder("assistant").message(ChatMessage.user(List.of())).build())),
        invalid(
            "orphan tool result",
            "messages[1].tool_call_id: 'call_1' answers no tool call of an earlier assistant"
                + " message",
            gateway -> gateway.chat(hello("assistant").toolResult("call_1", "18 °C").build())),
        invalid(
            "lone surrogate",
            "messages[0].content: has half a surrogate pair at position 3: the text was cut inside"
                + " a character",
            gateway -> gateway.chat("assistant", "Hi \ud83d")),
        invalid(
            "lone surrogate in a name",
            "model: has half a surrogate pair at position 0: the text was cut inside a character",
            gateway -> ChatRequest.builder("\ude00")),
        invalid(
            "lone surrogate in a stop sequence",
            "stop: has half a surrogate pair at position 1: the text was cut inside a character",
            gateway -> hello("assistant").stop("a\ud83d")),
        invalid(
            "lone surrogate in a vendor setting",
            "metadata: a text has half a surrogate pair at position 0",
            gateway -> hello("assistant").extra("metadata", Map.of("team", "\ud83d"))),
        invalid(
            "tool choice without a name",
            "tool_choice: must not be blank",
            gateway -> ToolChoice.named(" ")),
        invalid(
            "picture that is no picture's address",
            "image: the URL must begin with https://, http:// or data:",
            gateway -> ContentPart.Image.of("file:///etc/passwd")));
  }

  static Stream<Arguments> figures() {
    return Stream.of(
        invalid(
            "negative max_tokens",
            "max_tokens: is -1; it must be at least 1",
            gateway -> hello("assistant").maxTokens(-1)),
        invalid(
            "no answers",
            "n: is 0; it must be at least 1",
            gateway -> hello("assistant").choices(0)),
        invalid(
            "negative temperature",
            "temperature: is -0.5; allowed: 0.0 to 2.0",
            gateway -> hello("assistant").temperature(-0.5)),
        invalid(
            "top_p that is no number",
            "top_p: is NaN; allowed: 0.0 to 1.0",
            gateway -> hello("assistant").topP(Double.NaN)),
        config(
            "negative limit",
            "a limit of -1 calls; allowed: 1 to 1000000000",
            gateway -> Limit.calls(-1).perMinute()),
        config(
            "no attempts",
            "retry attempts is 0; allowed: 1 to 10",
            gateway -> Retry.DEFAULTS.withAttempts(0)),
        config(
            "negative time-out",
            "timeout total is PT-1S; allowed: 1ms to 24h",
            gateway -> Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(-1))));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        invalid(
            "CR and LF in a model",
            "model: has a control character (such as CR or LF) at position 6",
            gateway -> ChatRequest.builder("gpt-4o\r\nX-Evil: 1")),
        invalid(
            "CR and LF in a direct model",
            "model: has a control character (such as CR or LF) at position 14",
            gateway -> gateway.chat("@openai/gpt-4o\r\n", "Hello!")),
        config(
            "LF in a target's model",
            "model: has a control character (such as CR or LF) at position 6",
            gateway -> Endpoint.builder("new").target("openai", "gpt-4o\n")),
        invalid("blank model", "model: must not be blank", gateway -> ChatRequest.builder(" ")),
        invalid(
            "endless model",
            "model: has 257 characters; at most 256 are allowed",
            gateway -> ChatRequest.builder(TOO_LONG)),
        invalid(
            "LF in a user",
            "user: has a control character (such as CR or LF) at position 3",
            gateway -> Caller.user("ann\nbob")));
  }

  static Stream<Arguments> credentials() {
    return Stream.of(
        config(
            "OpenAI without a key",
            "provider type openai needs an api-key, such as Secret.env(\"OPENAI_API_KEY\")",
            gateway -> OpenAiProvider.builder().build()),
        config(
            "Anthropic without a key",
            "api-key is missing: set it with apiKey(Secret.env(\"…\"))",
            gateway -> AnthropicProvider.builder().build()),
        config(
            "key that is not set at the time of the call",
            "no secret found in environment variable MY_KEY: set it to the provider's key",
            gateway -> gateway.chat("keyless", "Hello!")),
        config(
            "key with a line break",
            "the secret in a literal has a blank, line break or non-ASCII character at position 3:"
                + " a key is one word",
            gateway -> Secret.of("sk-\nX-Evil: 1").reveal()),
        config(
            "plain http to another host",
            "base-url is plain http to models.example.com, so that keys and prompts would cross the"
                + " network in the clear: use https, or allowPlainHttp(true) if the network is"
                + " private",
            gateway ->
                OpenAiProvider.builder()
                    .apiKey(Secret.of("a-key"))
                    .baseUrl("http://models.example.com/v1")
                    .build()));
  }

  static Stream<Arguments> files() {
    return Stream.of(
        config(
            "unknown YAML key",
            "gateway.yaml:4: endpoints.assistant.fallbak: unknown key; allowed: targets, routing,"
                + " fallback, limits, guardrails, timeout, retry, breaker, strict, tags; did you mean 'fallback'?",
            gateway ->
                yaml(
                    """
                    providers:
                      openai: {type: openai, api-key: "${OPENAI_API_KEY}"}
                    endpoints:
                      assistant: {targets: [{provider: openai, model: gpt-4o}], fallbak: []}
                    """)),
        config(
            "missing YAML key",
            "gateway.yaml:2: providers.openai.api-key: is missing; write api-key:"
                + " \"${OPENAI_API_KEY}\"",
            gateway -> yaml("providers:\n  openai: {type: openai}\n")),
        config(
            "environment variable that is not set",
            "gateway.yaml:2: providers.openai.api-key: environment variable MY_KEY is not set",
            gateway -> yaml("providers:\n  openai: {type: openai, api-key: \"${MY_KEY}\"}\n")),
        config(
            "vault that is not there",
            "gateway.yaml:2: providers.openai.api-key: there is no vault to look up {{secrets/…}}"
                + " in",
            gateway ->
                yaml("providers:\n  openai: {type: openai, api-key: \"{{secrets/llm/x}}\"}\n")),
        config(
            "negative figure in YAML",
            "gateway.yaml:4: endpoints.assistant.limits[0].calls: found -5; allowed: a whole number"
                + " from 1 to 1000000000",
            gateway ->
                yaml(
                    """
                    providers:
                      openai: {type: openai, api-key: "${OPENAI_API_KEY}"}
                    endpoints:
                      assistant: {targets: [{provider: openai, model: gpt-4o}], \
                    limits: [{calls: -5, per: minute}]}
                    """)),
        config(
            "plain http in YAML",
            "gateway.yaml:2: providers.openai.base-url: base-url is plain http to"
                + " models.example.com, so that keys and prompts would cross the network in the"
                + " clear: use https, or allow-plain-http: true if the network is private",
            gateway ->
                yaml(
                    """
                    providers:
                      openai: {type: openai, api-key: "${OPENAI_API_KEY}", \
                    base-url: "http://models.example.com/v1"}
                    """)));
  }

  static Stream<Arguments> wiring() {
    return Stream.of(
        config(
            "no provider",
            "a gateway needs a provider: add one with provider(name, …)",
            gateway -> GatewayClient.builder().build()),
        config(
            "endpoint of an unknown provider",
            "endpoint 'new' names the provider 'opnai', which is not registered; did you mean"
                + " 'openai'?; registered: [keyless, openai]",
            gateway ->
                gateway.endpoints().put(Endpoint.builder("new").target("opnai", "gpt-4o").build())),
        config(
            "endpoint without a target",
            "endpoint 'new' has no target: add target(…)",
            gateway -> Endpoint.builder("new").build()),
        config(
            "same target twice",
            "endpoint 'new' names openai/gpt-4o twice",
            gateway ->
                Endpoint.builder("new")
                    .target("openai", "gpt-4o")
                    .fallback("openai", "gpt-4o")
                    .build()),
        wrong(
            "closed client",
            ClientClosedException.class,
            "the gateway client is closed: it takes no new calls after close()",
            gateway -> {
              gateway.close();
              gateway.chat("assistant", "Hello!");
            }));
  }

  private GatewayClient gateway() {
    String url = server.url("/v1").toString();
    Secret notSet = Secret.env("MY_KEY", name -> null);
    return GatewayClient.builder()
        .provider(
            "openai", OpenAiProvider.builder().apiKey(Secret.of("a-key")).baseUrl(url).build())
        .provider("keyless", OpenAiProvider.builder().apiKey(notSet).baseUrl(url).build())
        .endpoint(Endpoint.builder("assistant").target("openai", "gpt-4o").build())
        .endpoint(Endpoint.builder("keyless").target("keyless", "gpt-4o").build())
        .build();
  }

  private static ChatRequest.Builder hello(String endpoint) {
    return ChatRequest.builder(endpoint).user("Hello!");
  }

  private static void yaml(String text) {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", "a-key");
    GatewayConfig.parse(text, "gateway.yaml", Path.of(""), null, environment::get);
  }

  private static Arguments invalid(String what, String message, Mistake mistake) {
    return wrong(what, InvalidRequestException.class, message, mistake);
  }

  private static Arguments config(String what, String message, Mistake mistake) {
    return wrong(what, ConfigException.class, message, mistake);
  }

  private static Arguments wrong(
      String what, Class<? extends RuntimeException> type, String message, Mistake mistake) {
    return arguments(what, type, message, mistake);
  }
}
