package dev.gatewaysdk.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.examples.quickstart.Answer;
import dev.gatewaysdk.examples.quickstart.Providers;
import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayStreamingChatModel;
import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that goes away while an AI Service is at work: another one finishes the turn. */
class FailoverTest {
  private static final String YAML =
      """
      providers:
        openai: {type: openai, api-key: "${OPENAI_API_KEY}", base-url: "${OPENAI_BASE_URL}"}
        claude: {type: anthropic, api-key: "${ANTHROPIC_API_KEY}", base-url: "${ANTHROPIC_BASE_URL}"}
      endpoints:
        desk:
          targets: [{provider: openai, model: gpt-4o-mini}]
          fallback: [{provider: claude, model: claude-haiku-4-5}]
          retry: {attempts: 1}
      """;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final Providers providers =
      new Providers(name -> null, FailoverTest::askForToolsOnly, Script::answer);
  private final GatewayClient gateway =
      GatewayClient.builder()
          .config(GatewayConfig.parse(YAML, "gateway.yaml", Path.of(""), null, providers::variable))
          .build();
  private final Assistant assistant =
      AiServices.builder(Assistant.class)
          .chatModel(GatewayChatModel.builder(gateway, "desk").build())
          .streamingChatModel(GatewayStreamingChatModel.builder(gateway, "desk").build())
          .tools(new Orders(new PrintStream(terminal, true, StandardCharsets.UTF_8)))
          .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
          .build();

  FailoverTest() throws IOException {}

  /** Overloaded as soon as a tool has answered. */
  private static @Nullable Answer askForToolsOnly(String request) {
    Answer answer = Script.answer(request);
    return answer.tool() == null ? null : answer;
  }

  @AfterEach
  void close() {
    gateway.close();
    providers.close();
  }

  @Test
  void goesOnWithTheOtherProviderBetweenAToolAndItsResult() {
    Result<String> result = assistant.answer("Where is order 4711?");

    assertThat(result.content())
        .isEqualTo("Order 4711 is shipped; you should have it on Thursday.");
    assertThat(result.intermediateResponses()).hasSize(1).allSatisfy(this::isOfOpenAi);
    assertThat(metadata(result.finalResponse()).target()).hasToString("claude/claude-haiku-4-5");
    assertThat(metadata(result.finalResponse()).attempts()).hasSize(2);
    assertThat(terminal.toString(StandardCharsets.UTF_8)).containsOnlyOnce("findOrder(4711)");
  }

  @Test
  void countsTheTokensOfBothTurns() {
    Result<String> result = assistant.answer("Where is order 4711?");

    assertThat(result.tokenUsage()).isInstanceOf(GatewayTokenUsage.class);
    assertThat(result.tokenUsage().totalTokenCount().longValue())
        .isEqualTo(gateway.usage().total().inputTokens() + gateway.usage().total().outputTokens());
  }

  @Test
  void goesOnWithTheOtherProviderInAStream() {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    assistant.stream("Where is order 4712?", ChatRequestParameters.builder().build())
        .onPartialResponse(text::append)
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();

    assertThat(metadata(done.join()).target()).hasToString("claude/claude-haiku-4-5");
    assertThat(text).hasToString("Order 4712 is shipped; you should have it on Friday.");
    assertThat(terminal.toString(StandardCharsets.UTF_8)).containsOnlyOnce("findOrder(4712)");
  }

  private void isOfOpenAi(ChatResponse response) {
    assertThat(metadata(response).target()).hasToString("openai/gpt-4o-mini");
  }

  private static GatewayChatResponseMetadata metadata(ChatResponse response) {
    return (GatewayChatResponseMetadata) response.metadata();
  }
}
