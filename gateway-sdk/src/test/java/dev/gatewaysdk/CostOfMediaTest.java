package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the price book knows the price of text only, the cost of pictures and sound is not 0. */
class CostOfMediaTest {
  private static final String PICTURE = "data:image/png;base64,AQ==";

  private final RecordingUsageSink sink = new RecordingUsageSink();
  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("p", fake)
          .price("model-1", price(false))
          .price("text-only", price(true))
          .usageSink(sink)
          .build();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static ModelPrice price(boolean textOnly) {
    return ModelPrice.perMillionTokens().input(1).output(2).textOnly(textOnly).build();
  }

  static Stream<ContentPart> media() {
    return Stream.of(
        ContentPart.Image.of(PICTURE),
        ContentPart.Image.of("https://images.example.com/cat.png"),
        new ContentPart.Audio("AQ==", "wav"),
        ContentPart.File.ofUrl("https://images.example.com/a"),
        ContentPart.File.of(new byte[] {1}, "application/pdf", "a.pdf"),
        new ContentPart.ProviderBlock(
            "gemini", "inlineData", RawJson.parse("{\"inlineData\":{\"data\":\"AQ==\"}}")));
  }

  private @Nullable Cost costOfChat(String model, ContentPart part) {
    fake.otherwise().reply("Hi");
    ChatMessage message =
        part instanceof ContentPart.ProviderBlock
            ? ChatMessage.assistant(List.of(part))
            : ChatMessage.user(List.of(part));
    ChatRequest request = ChatRequest.builder("@p/" + model).message(message).user("What?").build();
    Cost cost = gateway.chat(request).cost();
    assertThat(sink.last().usage()).isNotNull();
    assertThat(sink.last().cost()).isEqualTo(cost);
    return cost;
  }

  @ParameterizedTest
  @MethodSource("media")
  void isNotKnownWhereMediaCostOtherwise(ContentPart part) {
    assertThat(costOfChat("text-only", part)).isNull();
    assertThat(costOfChat("model-1", part)).as("all tokens cost the same").isNotNull();
  }

  @Test
  void isKnownOfText() {
    assertThat(costOfChat("text-only", new ContentPart.Text("Hi"))).isNotNull();
    assertThat(costOfChat("text-only", ContentPart.File.of(new byte[] {65}, "text/plain", "a.txt")))
        .isNotNull();
    assertThat(
            gateway
                .embed(EmbeddingRequest.builder("@p/text-only").input("a cat").build())
                .info()
                .cost())
        .isNotNull();
  }

  @Test
  void isNotKnownOfPicturesAmongOtherOperations() {
    for (RequestFor<?> request :
        List.of(
            EmbeddingRequest.builder("@p/text-only").input("a cat").image(PICTURE).build(),
            ModerationRequest.builder("@p/text-only").image(PICTURE).build(),
            SpeechRequest.builder("@p/text-only", "Hello").build())) {
      gateway.call(request, Caller.anonymous());
      assertThat(sink.last().cost()).as("%s", request).isNull();
    }
  }

  @Test
  void isNotKnownIfTheAnswerIsSpokenOrDrawn() {
    for (ChatEvent event :
        List.of(
            new ChatEvent.AudioDelta(0, null, "AQ==", "Hi", null),
            new ChatEvent.BlockAdded(
                0, new ContentPart.ProviderBlock("gemini", "inlineData", RawJson.parse("{}"))))) {
      List<Object> events = new ArrayList<>(LambdaProvider.answer("Hi"));
      events.add(1, event);
      try (GatewayClient spoken =
          GatewayClient.builder()
              .provider("p", LambdaProvider.of(events.toArray()))
              .price("text-only", price(true))
              .price("model-1", price(false))
              .build()) {
        assertThat(spoken.chat(ChatRequest.builder("@p/text-only").user("Hi").build()).cost())
            .isNull();
        assertThat(spoken.chat(ChatRequest.builder("@p/model-1").user("Hi").build()).cost())
            .isNotNull();
      }
    }
  }
}
