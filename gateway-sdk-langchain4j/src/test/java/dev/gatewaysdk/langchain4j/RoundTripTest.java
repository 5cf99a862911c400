package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.GatewayClient;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.ImageContent.DetailLevel;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From LangChain4j through the gateway to a model of LangChain4j, and back. */
class RoundTripTest {
  private static ChatResponse through(ModelDouble model, ChatRequest request) {
    LangChain4jProvider provider = LangChain4jProvider.builder(model).withoutModelName().build();
    try (GatewayClient gateway = GatewayClient.builder().provider("lc", provider).build()) {
      return GatewayChatModel.builder(gateway, "@lc/any").build().chat(request);
    }
  }

  private static ModelDouble model(ChatResponse answer) {
    return new ModelDouble(request -> answer, Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }

  /** Seeded, so that a failure comes again. */
  @Test
  void keepsWhatBothCanSay() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      ChatRequest request =
          ChatRequest.builder().messages(messages(random)).parameters(parameters(random)).build();
      ChatResponse answer = answer(random);
      ModelDouble model = model(answer);

      ChatResponse heard = through(model, request);

      ChatRequest asked = model.onlyRequest();
      assertThat(asked.messages()).as("messages %d", i).isEqualTo(request.messages());
      assertThat(asked.parameters()).as("parameters %d", i).isEqualTo(request.parameters());
      assertThat(heard.aiMessage()).as("answer %d", i).isEqualTo(answer.aiMessage());
      assertThat(heard.id()).isEqualTo(answer.id());
      assertThat(heard.modelName()).isEqualTo(answer.modelName());
      assertThat(heard.finishReason()).isEqualTo(answer.finishReason());
      assertThat(heard.tokenUsage().inputTokenCount()).isEqualTo(3);
      assertThat(heard.tokenUsage().totalTokenCount()).isEqualTo(9);
      assertThat(((GatewayChatResponseMetadata) heard.metadata()).adjustments()).isEmpty();
    }
  }

  @Test
  void takesSignaturesBackToTheModel() {
    AiMessage said =
        AiMessage.builder()
            .text("Hi")
            .thinking("Hm.")
            .attributes(Map.of("thinking_signature", "s1", "redacted_thinking", List.of("r1")))
            .build();
    ModelDouble model = model(ChatResponse.builder().aiMessage(said).build());
    UserMessage hello = UserMessage.from("Hello!");

    AiMessage heard = through(model, request(hello)).aiMessage();
    through(model, request(hello, heard, UserMessage.from("And?")));

    assertThat(model.asked.get(1).messages().get(1)).isEqualTo(said);
  }

  private static ChatRequest request(dev.langchain4j.data.message.ChatMessage... messages) {
    return ChatRequest.builder().messages(messages).build();
  }

  private static List<dev.langchain4j.data.message.ChatMessage> messages(Random random) {
    List<dev.langchain4j.data.message.ChatMessage> messages = new ArrayList<>();
    if (random.nextBoolean()) {
      messages.add(SystemMessage.from("Be brief."));
    }
    for (int turn = random.nextInt(3); turn > 0; turn--) {
      messages.add(user(random));
      AiMessage said = said(random);
      messages.add(said);
      for (ToolExecutionRequest call : said.toolExecutionRequests()) {
        messages.add(ToolExecutionResultMessage.from(call, "18 degrees"));
      }
    }
    messages.add(user(random));
    return messages;
  }

  private static UserMessage user(Random random) {
    List<Content> contents = new ArrayList<>();
    contents.add(TextContent.from("Hello " + random.nextInt(9)));
    List<Content> others =
        List.of(
            ImageContent.from("https://host.example/a.png", DetailLevel.HIGH),
            ImageContent.from("AAAA", "image/png", DetailLevel.LOW),
            PdfFileContent.from("BBBB", "application/pdf"),
            PdfFileContent.from("https://host.example/a.pdf"),
            AudioContent.from("CCCC", "audio/wav"),
            AudioContent.from("https://host.example/a.mp3"),
            VideoContent.from("DDDD", "video/mp4"),
            VideoContent.from("https://host.example/a.mp4"));
    others.stream().filter(one -> random.nextInt(6) == 0).forEach(contents::add);
    return random.nextBoolean() ? UserMessage.from(contents) : UserMessage.from("ann", contents);
  }

  private static AiMessage said(Random random) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      calls.add(
          ToolExecutionRequest.builder()
              .id("c" + random.nextInt())
              .name("forecast")
              .arguments("{\"day\":" + i + "}")
              .build());
    }
    return AiMessage.builder()
        .text(calls.isEmpty() || random.nextBoolean() ? "Well, " + random.nextInt(9) : null)
        .thinking(random.nextBoolean() ? "Hm." : null)
        .toolExecutionRequests(calls)
        .build();
  }

  private static ChatResponse answer(Random random) {
    return ChatResponse.builder()
        .aiMessage(said(random))
        .id("r-1")
        .modelName("llama")
        .tokenUsage(new TokenUsage(3, 4, 9))
        .finishReason(FinishReason.values()[random.nextInt(FinishReason.values().length)])
        .build();
  }

  private static ChatRequestParameters parameters(Random random) {
    DefaultChatRequestParameters.Builder<?> parameters = ChatRequestParameters.builder();
    if (random.nextBoolean()) {
      parameters.temperature(0.5).topP(0.9).maxOutputTokens(9);
    }
    if (random.nextBoolean()) {
      parameters.topK(7).frequencyPenalty(0.1).presencePenalty(0.2).stopSequences("END");
    }
    if (random.nextBoolean()) {
      parameters
          .toolSpecifications(
              ToolSpecification.builder()
                  .name("forecast")
                  .description("Weather")
                  .parameters(
                      JsonObjectSchema.builder().addStringProperty("city").required("city").build())
                  .strict(random.nextBoolean() ? false : null)
                  .build())
          .toolChoice(ToolChoice.values()[random.nextInt(ToolChoice.values().length)]);
    }
    if (random.nextBoolean()) {
      parameters.responseFormat(format(random));
    }
    return parameters.build();
  }

  private static ResponseFormat format(Random random) {
    if (random.nextBoolean()) {
      return random.nextBoolean() ? ResponseFormat.JSON : ResponseFormat.TEXT;
    }
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name("tree")
                .rootElement(
                    JsonObjectSchema.builder()
                        .addProperty(
                            "child", JsonReferenceSchema.builder().reference("node").build())
                        .definitions(Map.of("node", new JsonStringSchema()))
                        .additionalProperties(false)
                        .build())
                .build())
        .build();
  }
}
