package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Moderate;
import dev.langchain4j.service.ModerationException;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an AI Service sees of the gateway below it. */
class AiServicesTest {
  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(endpoint("plain").build())
          .endpoint(endpoint("rationed").limit(Limit.calls(1).perMinute()).build())
          .endpoint(endpoint("masked").inputGuardrail(Pii.mask()).build())
          .endpoint(endpoint("guarded").inputGuardrail(Pii.block()).build())
          .build();

  interface Assistant {
    String answer(String question);
  }

  interface ModeratedAssistant {
    @Moderate
    String answer(String question);
  }

  interface StreamingAssistant {
    TokenStream answer(String question);
  }

  static final class Customers {
    @Tool
    String addressOfAnn() {
      return "ann@example.com";
    }
  }

  private static Endpoint.Builder endpoint(String name) {
    return Endpoint.builder(name).target("fake", "m");
  }

  private GatewayChatModel model(String endpoint) {
    return GatewayChatModel.builder(gateway, endpoint).build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void seesALimitThatIsReached() {
    fake.otherwise().reply("Yes.");
    Assistant assistant = AiServices.create(Assistant.class, model("rationed"));

    assertThat(assistant.answer("Hello?")).isEqualTo("Yes.");
    assertThatThrownBy(() -> assistant.answer("Hello?"))
        .isInstanceOf(RateLimitException.class)
        .hasCauseInstanceOf(LimitExceededException.class);
  }

  @Test
  void seesALimitThatIsReachedInAStream() {
    fake.otherwise().reply("Yes.");
    StreamingAssistant assistant =
        AiServices.create(
            StreamingAssistant.class,
            GatewayStreamingChatModel.builder(gateway, "rationed").build());

    assertThat(failureOf(assistant.answer("Hello?"))).isNull();
    assertThat(failureOf(assistant.answer("Hello?")))
        .isInstanceOf(RateLimitException.class)
        .hasCauseInstanceOf(LimitExceededException.class);
  }

  private static Throwable failureOf(TokenStream stream) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    stream
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> failure.complete(null))
        .onError(failure::complete)
        .start();
    return failure.join();
  }

  @Test
  void seesAGuardrailThatBlocks() {
    Assistant assistant = AiServices.create(Assistant.class, model("guarded"));

    assertThatThrownBy(() -> assistant.answer("I am ann@example.com."))
        .isInstanceOf(ContentFilteredException.class)
        .hasCauseInstanceOf(GuardrailException.class);
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void sendsNoPersonalDataThatAToolReturns() {
    fake.otherwise().toolCall("addressOfAnn", "{}").thenReply("It is known.");
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model("masked"))
            .tools(new Customers())
            .build();

    assertThat(assistant.answer("What is Ann's address?")).isEqualTo("It is known.");
    assertThat(fake.lastRequest().messages())
        .last()
        .extracting(ChatMessage::text)
        .isEqualTo("[EMAIL_1]");
  }

  @Test
  void isModeratedByAnEndpoint() {
    fake.otherwise().reply("Yes.");
    fake.respond(ModerationRequest.class, AiServicesTest::harmful);
    ModeratedAssistant assistant =
        AiServices.builder(ModeratedAssistant.class)
            .chatModel(model("plain"))
            .moderationModel(GatewayModerationModel.builder(gateway, "plain").build())
            .build();

    assertThatThrownBy(() -> assistant.answer("I hate you"))
        .isInstanceOf(ModerationException.class);
  }

  private static ModerationResponse harmful(ModerationRequest request) {
    return new ModerationResponse(
        List.of(new ModerationResult(0, true, Map.of("hate", true), Map.of("hate", 0.9), Map.of())),
        ResponseInfo.NONE);
  }

  @Test
  void findsWhatAnEndpointHasEmbedded() {
    fake.otherwise().reply("Thirty days.");
    EmbeddingModel embeddings = GatewayEmbeddingModel.builder(gateway, "plain").build();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    for (String text : List.of("Refunds: 30 days", "Shipping: 3 days", "Opening hours: 9 to 5")) {
      store.add(embeddings.embed(text).content(), TextSegment.from(text));
    }
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model("plain"))
            .contentRetriever(
                EmbeddingStoreContentRetriever.builder()
                    .embeddingStore(store)
                    .embeddingModel(embeddings)
                    .maxResults(1)
                    .build())
            .build();

    assistant.answer("Refunds: 30 days");
    assertThat(fake.lastRequest().messages().get(0).text())
        .contains("Refunds: 30 days")
        .doesNotContain("Shipping", "Opening hours");
  }
}
