package dev.gatewaysdk.langchain4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kits leave out: the host demands the thought before a call back as it signed it. */
class ThinkingRoundTripTest {
  private static final UserMessage QUESTION = UserMessage.from("What is the weather in Munich?");
  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("getWeather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
          .build();

  private final Kit kit = Kit.anthropic();

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void aThoughtGoesBackWithItsSignature() {
    AiMessage called = kit.chat().build().chat(asked(QUESTION)).aiMessage();

    assertThat(called.thinking()).isEqualTo("They ask: What is the weather in Munich?");
    assertThat(answered(called).aiMessage().text()).contains("sunny");
  }

  @Test
  void aThoughtThatWasStreamedGoesBackWithItsSignature() throws Exception {
    AnswerOfStream answer = new AnswerOfStream();
    kit.streaming().build().chat(asked(QUESTION), answer);
    AiMessage called = answer.get().get(10, TimeUnit.SECONDS).aiMessage();

    assertThat(answer.thought()).isEqualTo(called.thinking()).startsWith("They ask:");
    assertThat(answered(called).aiMessage().text()).contains("sunny");
  }

  /** As a memory that is kept in a store does. */
  @Test
  void aThoughtOutlivesBeingWrittenDown() {
    AiMessage called = kit.chat().build().chat(asked(QUESTION)).aiMessage();

    String json = ChatMessageSerializer.messageToJson(called);
    AiMessage read = (AiMessage) ChatMessageDeserializer.messageFromJson(json);

    assertThat(answered(read).aiMessage().text()).contains("sunny");
  }

  private ChatResponse answered(AiMessage called) {
    ToolExecutionResultMessage result =
        ToolExecutionResultMessage.from(called.toolExecutionRequests().get(0), "sunny");
    return kit.chat().build().chat(asked(QUESTION, called, result));
  }

  private static ChatRequest asked(ChatMessage... messages) {
    return ChatRequest.builder()
        .messages(messages)
        .parameters(
            GatewayChatRequestParameters.builder()
                .toolSpecifications(WEATHER)
                .reasoningEffort("low")
                .build())
        .build();
  }
}
