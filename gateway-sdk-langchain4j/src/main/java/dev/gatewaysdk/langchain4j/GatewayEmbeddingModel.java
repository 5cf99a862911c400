package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.embedding.EmbeddingRequest.Purpose;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.model.embedding.DimensionAwareEmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j embedding model that calls an endpoint of the gateway. Thread-safe; never closes
 * the gateway.
 *
 * <p>It takes texts and pictures, one in each input; whether the endpoint's targets can read
 * pictures is up to them. A request's {@code modelName} is the name of an endpoint and goes before
 * the model's own. The length of vectors is found out by one call, when it is first asked for,
 * unless the default parameters say it.
 */
public final class GatewayEmbeddingModel extends DimensionAwareEmbeddingModel {
  /** What the vectors are for, beyond LangChain4j's {@code inputType}, which it goes before. */
  public static final EmbeddingParameter<Purpose> PURPOSE =
      new EmbeddingParameter<>("purpose", Purpose.class);

  /** Who calls; goes before the builder's. */
  public static final EmbeddingParameter<Caller> CALLER =
      new EmbeddingParameter<>("caller", Caller.class);

  private static final Set<EmbeddingParameter<?>> PARAMETERS =
      Set.of(
          EmbeddingRequestParameters.MODEL_NAME,
          EmbeddingRequestParameters.DIMENSIONS,
          EmbeddingRequestParameters.INPUT_TYPE,
          PURPOSE,
          CALLER);

  private final OperationCalls calls;
  private final EmbeddingRequestParameters parameters;
  private final List<EmbeddingModelListener> listeners;

  private GatewayEmbeddingModel(Builder builder) {
    this.calls = builder.calls;
    this.parameters = builder.parameters;
    this.listeners = builder.listeners;
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(OperationCalls.of(gateway, endpoint));
  }

  /** Waits for the vectors on this thread; an interrupt ends the call. */
  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    return calls(request).call(() -> asked(request), GatewayEmbeddingModel::answer);
  }

  /** Asks on a thread of the gateway. Cancelling the future stops the provider. */
  @Override
  public CompletableFuture<EmbeddingResponse> doEmbedAsync(EmbeddingRequest request) {
    return calls(request).callAsync(() -> asked(request), GatewayEmbeddingModel::answer);
  }

  private OperationCalls calls(EmbeddingRequest request) {
    Caller caller = request.parameters().parameter(CALLER);
    return caller == null ? calls : calls.by(caller);
  }

  private dev.gatewaysdk.embedding.EmbeddingRequest asked(EmbeddingRequest request) {
    var asked =
        dev.gatewaysdk.embedding.EmbeddingRequest.builder(calls.endpoint(request.modelName()));
    request.inputs().forEach(input -> asked.input(EmbeddedContent.of(input)));
    if (request.dimensions() != null) {
      asked.dimensions(request.dimensions());
    }
    Purpose purpose = purpose(request.parameters());
    if (purpose != null) {
      asked.purpose(purpose);
    }
    return asked.build();
  }

  private static @Nullable Purpose purpose(EmbeddingRequestParameters parameters) {
    Purpose purpose = parameters.parameter(PURPOSE);
    if (purpose != null || parameters.inputType() == null) {
      return purpose;
    }
    return switch (parameters.inputType()) {
      case QUERY -> Purpose.QUERY;
      case DOCUMENT -> Purpose.DOCUMENT;
    };
  }

  private static EmbeddingResponse answer(dev.gatewaysdk.embedding.EmbeddingResponse answer) {
    List<Embedding> embeddings = new ArrayList<>(answer.vectors().size());
    for (EmbeddingVector vector : answer.vectors()) {
      embeddings.add(Embedding.from(vector.values()));
    }
    return EmbeddingResponse.builder()
        .embeddings(embeddings)
        .metadata(
            EmbeddingResponseMetadata.builder()
                .modelName(OperationCalls.model(answer))
                .tokenUsage(OperationCalls.usage(answer))
                .build())
        .build();
  }

  @Override
  public EmbeddingRequestParameters defaultRequestParameters() {
    return parameters;
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    return PARAMETERS;
  }

  @Override
  public Set<ContentType> supportedContentTypes() {
    return EmbeddedContent.TYPES;
  }

  @Override
  public List<EmbeddingModelListener> listeners() {
    return listeners;
  }

  /** The endpoint that is asked if a request names none. */
  @Override
  public String modelName() {
    return calls.endpoint(parameters.modelName());
  }

  @Override
  protected @Nullable Integer knownDimension() {
    return parameters.dimensions();
  }

  /** Builds a {@link GatewayEmbeddingModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;
    private EmbeddingRequestParameters parameters = EmbeddingRequestParameters.EMPTY;
    private List<EmbeddingModelListener> listeners = List.of();

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls, unless a request says otherwise. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /** Parameters of every request that does not say otherwise. Default: none. */
    public Builder defaultRequestParameters(EmbeddingRequestParameters parameters) {
      this.parameters = Objects.requireNonNull(parameters, "parameters");
      return this;
    }

    /** Told of every request, answer and failure, in this order. Default: none. */
    public Builder listeners(List<EmbeddingModelListener> listeners) {
      this.listeners = List.copyOf(listeners);
      return this;
    }

    /** The model. */
    public GatewayEmbeddingModel build() {
      return new GatewayEmbeddingModel(this);
    }
  }
}
