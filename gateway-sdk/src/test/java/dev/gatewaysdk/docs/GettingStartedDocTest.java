package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.secret.SecretSource;
import dev.gatewaysdk.usage.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java of README.md and docs/getting-started.md, run against a server that speaks as OpenAI.
 */
class GettingStartedDocTest {
  private static final Path PAGE = Path.of("..", "docs", "getting-started.md");

  private final OpenAiOnLoopback server = new OpenAiOnLoopback();
  private final StringBuilder shown = new StringBuilder();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void buildsTheSameGatewayInCodeAndFromYaml() throws IOException {
    GatewayClient gateway =
        GatewayClient.builder()
            .provider(
                "openai-prod",
                OpenAiProvider.builder().apiKey(Secret.env("OPENAI_API_KEY")).build())
            .provider(
                "claude",
                AnthropicProvider.builder().apiKey(Secret.env("ANTHROPIC_API_KEY")).build())
            .endpoint(
                Endpoint.builder("production-llm")
                    .target("openai-prod", "gpt-4o")
                    .fallback("claude", "claude-sonnet-4-5")
                    .limit(Limit.calls(100).perMinute().key(LimitKey.USER))
                    .build())
            .build();

    Endpoint inCode = gateway.endpoints().list().get(0);
    Endpoint fromYaml = config(firstYaml(PAGE)).endpoints().get(0);
    assertThat(fromYaml.toString()).isEqualTo(inCode.toString());
    assertThat(fromYaml.limits()).isEqualTo(inCode.limits());
    gateway.close();
  }

  @Test
  void asks() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      String answer = gateway.chat("production-llm", "What is a gateway?");
      show(answer);
      ChatResponse response = asksWithAll(gateway);

      assertThat(shown.toString()).isEqualTo("Hello to you!\n");
      assertThat(response.text()).isEqualTo("Hello to you!");
      assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(server.lastBody()).contains("\"temperature\":0.2", "Be brief.");
    }
  }

  private static ChatResponse asksWithAll(GatewayClient gateway) {
    ChatRequest request =
        ChatRequest.builder("production-llm")
            .system("Be brief.")
            .user("What is a gateway?")
            .temperature(0.2)
            .maxTokens(200)
            .build();
    Caller caller = Caller.builder().user("ann").project("churn").tag("team", "platform").build();

    ChatResponse response = gateway.chat(request, caller);
    return response;
  }

  @Test
  void goesOnWithAConversation() {
    server.answers("Paris.");
    try (GatewayClient gateway = server.gateway()) {
      ChatRequest first =
          ChatRequest.builder("production-llm").user("What is the capital of France?").build();
      ChatResponse answer = gateway.chat(first);

      ChatRequest second =
          first.toBuilder().message(answer.message()).user("And how many live there?").build();
      gateway.chat(second);
    }
    assertThat(server.lastBody()).contains("capital of France", "Paris.", "how many live there");
  }

  @Test
  void callsTools() {
    server.asksFor("weather", "{\\\"city\\\":\\\"Paris\\\"}");
    server.answers("18 degrees.");
    try (GatewayClient gateway = server.gateway()) {
      RawJson parameters =
          RawJson.parse(
              """
              {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
              """);
      ChatRequest question =
          ChatRequest.builder("production-llm")
              .user("How warm is it in Paris?")
              .tool(ToolDefinition.of("weather", "The weather in a city", parameters))
              .build();
      ChatResponse answer = gateway.chat(question);

      ChatRequest.Builder next = question.toBuilder().message(answer.message());
      for (ToolCall call : answer.toolCalls()) {
        next.toolResult(call.id(), weather(call.arguments()));
      }
      show(gateway.chat(next.build()).text());
    }
    assertThat(shown.toString()).isEqualTo("18 degrees.\n");
    assertThat(server.lastBody()).contains("18 °C for {\\\"city\\\":\\\"Paris\\\"}");
  }

  private static String weather(String arguments) {
    return "18 °C for " + arguments;
  }

  @Test
  void showsAnAnswerAsItArrives() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      ChatRequest request = ChatRequest.builder("production-llm").user("Hello!").build();
      try (ChatStream stream = gateway.stream(request, Caller.user("ann"))) {
        for (ChatEvent event : stream) {
          if (event instanceof ChatEvent.TextDelta delta) {
            show(delta.text());
          }
        }
        show(stream.soFar().usage()); // and all else that a whole answer has
      }
    }
    assertThat(shown.toString()).startsWith("Hello\n to\n you!\nTokenUsage");
  }

  @Test
  void asksOnAnotherThread() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      ChatRequest request = ChatRequest.builder("production-llm").user("Hello!").build();
      CompletableFuture<ChatResponse> future = gateway.chatAsync(request, Caller.user("ann"));
      future.thenAccept(response -> show(response.text())).join();

      gateway.streamAsync(request, Caller.user("ann"), event -> show(event.content())).join();
    }
    assertThat(shown.toString()).startsWith("Hello to you!\n").contains("true\ntrue\ntrue\n");
  }

  @Test
  void reachesAProviderWithoutAnEndpoint() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      show(gateway.chat("@openai-prod/gpt-4o-mini", "Hello!"));
    }
    assertThat(shown.toString()).isEqualTo("Hello to you!\n");
    assertThat(server.lastBody()).contains("\"gpt-4o-mini\"");
  }

  @Test
  void changesEndpointsWhileCallsRun() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      Endpoint endpoint = gateway.endpoints().find("production-llm").orElseThrow();
      gateway.endpoints().put(endpoint.toBuilder().limit(Limit.calls(5).perSecond()).build());
      gateway.endpoints().tag("production-llm", "owner", "platform");
      gateway.endpoints().put(Endpoint.builder("drafts").target("openai-prod", "gpt-4o").build());

      assertThat(gateway.endpoints().list()).hasSize(2);
      assertThat(gateway.endpoints().find("production-llm").orElseThrow().tags())
          .containsEntry("owner", "platform");
    }
  }

  @Test
  void looksUpSecretsInAVault(@TempDir Path directory) throws IOException {
    server.answers("Hello to you!");
    String yaml = server.yaml().replace("a-key", "\"{{secrets/llm/openai}}\"");
    Path file = Files.writeString(directory.resolve("gateway.yaml"), yaml);
    Vault theVault = new Vault();
    try (GatewayClient gateway = withVault(file, theVault)) {
      gateway.chat("production-llm", "Hello!");
    }
    assertThat(server.lastAuthorization()).isEqualTo("Bearer key-of-llm/openai");
  }

  private static GatewayClient withVault(Path file, Vault myVault) {
    SecretSource vault = (scope, key) -> myVault.read(scope + "/" + key);
    GatewayConfig config = GatewayConfig.load(file, vault);
    GatewayClient gateway = GatewayClient.builder().config(config).build();
    return gateway;
  }

  /** A vault that knows every secret. */
  private static final class Vault {
    String read(String path) {
      return "key-of-" + path;
    }
  }

  @Test
  void takesKeysFromManyPlaces(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "from-a-file\n");
    assertThat(secrets(file, new Vault()))
        .extracting(Secret::toString)
        .containsExactly(
            "Secret(environment variable OPENAI_API_KEY)",
            "Secret(file " + file + ")",
            "Secret(a supplier)");
  }

  private static List<Secret> secrets(Path file, Vault vault) {
    Secret fromEnvironment = Secret.env("OPENAI_API_KEY");
    Secret fromFile = Secret.file(file); // read again when the file changes
    Secret fromElsewhere = Secret.supplier(() -> vault.read("llm/openai")); // asked at each call
    return List.of(fromEnvironment, fromFile, fromElsewhere);
  }

  @Test
  void sumsUpWhatWasUsed() {
    server.answers("Hello to you!");
    try (GatewayClient gateway = server.gateway()) {
      gateway.chat("production-llm", "Hello!");
      gateway
          .usage()
          .by(Dimension.ENDPOINT)
          .all()
          .forEach((endpoint, totals) -> show(endpoint + ": " + totals.cost() + " USD"));
    }
    assertThat(shown.toString()).startsWith("production-llm: 0.0000");
  }

  @Test
  void takesNoCallsAfterClose() {
    GatewayClient gateway = server.gateway();
    gateway.close();
    gateway.close();

    assertThatThrownBy(() -> gateway.chat("production-llm", "Hello!"))
        .isInstanceOf(ClientClosedException.class);
    assertThat(catchThrowable(() -> gateway.usage().total())).isNull();
  }

  private void show(Object what) {
    shown.append(what).append('\n');
  }

  private static GatewayConfig config(String yaml) {
    return GatewayConfig.parse(yaml, "gateway.yaml", Path.of(""), null, name -> "a-key");
  }

  private static String firstYaml(Path page) throws IOException {
    Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(page));
    assertThat(block.find()).as("a yaml block in " + page).isTrue();
    return block.group(1);
  }
}
