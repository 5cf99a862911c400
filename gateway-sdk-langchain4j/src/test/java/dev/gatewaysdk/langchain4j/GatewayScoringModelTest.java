package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.scoring.request.ScoringRequest;
import dev.langchain4j.model.scoring.request.ScoringRequestParameters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayScoringModelTest {
  private static final List<TextSegment> SEGMENTS =
      List.of(TextSegment.from("a"), TextSegment.from("b"), TextSegment.from("c"));

  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink records = new RecordingUsageSink();
  private final GatewayClient gateway =
      GatewayClient.builder()
          .provider("fake", fake)
          .endpoint(Endpoint.builder("e").target("fake", "ranker").build())
          .endpoint(Endpoint.builder("other").target("fake", "better").build())
          .usageSink(records)
          .build();
  private final GatewayScoringModel model =
      GatewayScoringModel.builder(gateway, "e").caller(Caller.user("ann")).build();

  @BeforeEach
  void rank() {
    answer(
        new RankedDocument(2, 0.9, null),
        new RankedDocument(0, 0.5, null),
        new RankedDocument(1, 0.1, null));
  }

  private void answer(RankedDocument... ranking) {
    ResponseInfo info =
        new ResponseInfo(
            "", null, "r-1", TokenUsage.of(7, 0), null, null, null, List.of(), List.of());
    fake.respond(RerankRequest.class, request -> new RerankResponse(List.of(ranking), info));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void givesScoresInTheOrderOfTheSegments() {
    var answer = model.scoreAll(SEGMENTS, "What?");

    assertThat(answer.content()).containsExactly(0.5, 0.1, 0.9);
    assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(7);
    RerankRequest asked = (RerankRequest) fake.otherRequests().get(0);
    assertThat(asked.query()).isEqualTo("What?");
    assertThat(asked.documents()).containsExactly("a", "b", "c");
    assertThat(asked.topN()).as("all of them").isEqualTo(3);
    assertThat(records.records())
        .extracting(record -> record.caller().user())
        .containsExactly("ann");
  }

  @Test
  void scoresOnAnotherThread() {
    var answer =
        model
            .scoreAsync(
                ScoringRequest.builder()
                    .documents(List.of("a", "b", "c"))
                    .query("What?")
                    .parameters(ScoringRequestParameters.builder().modelName("other").build())
                    .build())
            .join();

    assertThat(answer.scores()).containsExactly(0.5, 0.1, 0.9);
    assertThat(answer.modelName()).isEqualTo("r-1");
    assertThat(answer.tokenUsage().totalTokenCount()).isEqualTo(7);
    assertThat(records.records()).extracting(CallRecord::endpoint).containsExactly("other");
  }

  @Test
  void scoresNothingWithoutACall() {
    assertThat(model.scoreAll(List.of(), "What?").content()).isEmpty();
    assertThat(
            model
                .scoreAsync(ScoringRequest.builder().documents(List.of()).query("What?").build())
                .join()
                .scores())
        .isEmpty();
    assertThat(fake.otherRequests()).isEmpty();
  }

  @Test
  void aMissingScoreIsAFailureAndNoZero() {
    answer(new RankedDocument(2, 0.9, null), new RankedDocument(0, 0.5, null));

    assertThatExceptionOfType(InternalServerException.class)
        .isThrownBy(() -> model.scoreAll(SEGMENTS, "What?"))
        .withMessageContaining("segment 1 of 3");
  }

  @Test
  void failsAsLangChain4jDoes() {
    fake.without(Operation.RERANK);

    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> model.scoreAll(SEGMENTS, "What?"));
    assertThat(
            model.scoreAsync(
                ScoringRequest.builder().documents(List.of("a")).query("What?").build()))
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(UnsupportedFeatureException.class);
  }
}
