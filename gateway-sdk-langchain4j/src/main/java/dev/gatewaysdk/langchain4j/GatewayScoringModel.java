package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.model.scoring.request.ScoringRequest;
import dev.langchain4j.model.scoring.response.ScoringResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j scoring model that calls an endpoint of the gateway. Thread-safe; never closes the
 * gateway.
 *
 * <p>Scores come in the order of the segments. They compare within one answer only.
 */
public final class GatewayScoringModel implements ScoringModel {
  private final OperationCalls calls;

  private GatewayScoringModel(Builder builder) {
    this.calls = builder.calls;
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(OperationCalls.of(gateway, endpoint));
  }

  /** Waits for the scores on this thread; no segments have none, and are not sent. */
  @Override
  public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
    if (segments.isEmpty()) {
      return Response.from(List.of());
    }
    List<String> documents = segments.stream().map(TextSegment::text).toList();
    return calls.call(
        () -> asked(null, documents, query),
        answer -> Response.from(scores(answer, documents.size()), OperationCalls.usage(answer)));
  }

  /** Asks on a thread of the gateway. Cancelling the future stops the provider. */
  @Override
  public CompletableFuture<ScoringResponse> doScoreAsync(ScoringRequest request) {
    List<String> documents = request.documents();
    if (documents.isEmpty()) {
      return CompletableFuture.completedFuture(ScoringResponse.builder().scores(List.of()).build());
    }
    return calls.callAsync(
        () -> asked(request.parameters().modelName(), documents, request.query()),
        answer ->
            ScoringResponse.builder()
                .scores(scores(answer, documents.size()))
                .modelName(OperationCalls.model(answer))
                .tokenUsage(OperationCalls.usage(answer))
                .build());
  }

  private RerankRequest asked(@Nullable String modelName, List<String> documents, String query) {
    return RerankRequest.builder(calls.endpoint(modelName), query)
        .documents(documents)
        .topN(documents.size())
        .build();
  }

  private static List<Double> scores(RerankResponse answer, int size) {
    @Nullable Double[] scores = new @Nullable Double[size];
    for (RankedDocument document : answer.results()) {
      if (document.index() >= 0 && document.index() < size) {
        scores[document.index()] = document.score();
      }
    }
    int missing = Arrays.asList(scores).indexOf(null);
    if (missing >= 0) {
      throw new InternalServerException(
          answer.target() + " answered without a score of segment " + missing + " of " + size);
    }
    return List.of(scores);
  }

  /** Builds a {@link GatewayScoringModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /** The model. */
    public GatewayScoringModel build() {
      return new GatewayScoringModel(this);
    }
  }
}
