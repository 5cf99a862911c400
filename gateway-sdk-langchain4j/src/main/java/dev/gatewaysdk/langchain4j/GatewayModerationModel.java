package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A LangChain4j moderation model that calls an endpoint of the gateway. Thread-safe; never closes
 * the gateway.
 *
 * <p>The first text that is harmful is the flagged one. The metadata have what is known of it:
 * {@code model}, {@code categories} (the names of those that it is harmful in) and {@code scores}
 * (from 0 to 1, by category). Texts that are empty, or that a message does not have, are harmless
 * and not sent.
 */
public final class GatewayModerationModel implements ModerationModel {
  private final OperationCalls calls;
  private final List<ModerationModelListener> listeners;

  private GatewayModerationModel(Builder builder) {
    this.calls = builder.calls;
    this.listeners = builder.listeners;
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}; a request's {@code modelName}
   *     goes before it
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(OperationCalls.of(gateway, endpoint));
  }

  /** Waits for the judgement on this thread. */
  @Override
  public ModerationResponse doModerate(ModerationRequest request) {
    List<String> texts =
        request.texts().stream().filter(text -> text != null && !text.isEmpty()).toList();
    if (texts.isEmpty()) {
      return ModerationResponse.builder().moderation(Moderation.notFlagged()).build();
    }
    return calls.call(() -> asked(request, texts), answer -> answer(answer, texts));
  }

  private dev.gatewaysdk.moderation.ModerationRequest asked(
      ModerationRequest request, List<String> texts) {
    var asked =
        dev.gatewaysdk.moderation.ModerationRequest.builder(calls.endpoint(request.modelName()));
    texts.forEach(asked::text);
    return asked.build();
  }

  private static ModerationResponse answer(
      dev.gatewaysdk.moderation.ModerationResponse answer, List<String> texts) {
    if (answer.results().size() < texts.size()) { // What was not judged is not harmless.
      throw new InternalServerException(
          answer.target()
              + " judged "
              + answer.results().size()
              + " of "
              + texts.size()
              + " texts");
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    String model = OperationCalls.model(answer);
    if (model != null) {
      metadata.put("model", model);
    }
    ModerationResponse.Builder response = ModerationResponse.builder();
    for (ModerationResult result : answer.results()) {
      if (result.flagged()) {
        metadata.put("categories", result.flaggedCategories());
        metadata.put("scores", result.scores());
        return response
            .moderation(Moderation.flagged(texts.get(Math.min(result.index(), texts.size() - 1))))
            .metadata(metadata)
            .build();
      }
    }
    return response.moderation(Moderation.notFlagged()).metadata(metadata).build();
  }

  @Override
  public List<ModerationModelListener> listeners() {
    return listeners;
  }

  /** The endpoint that is asked if a request names none. */
  @Override
  public String modelName() {
    return calls.endpoint();
  }

  /** Builds a {@link GatewayModerationModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;
    private List<ModerationModelListener> listeners = List.of();

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /** Told of every request, answer and failure, in this order. Default: none. */
    public Builder listeners(List<ModerationModelListener> listeners) {
      this.listeners = List.copyOf(listeners);
      return this;
    }

    /** The model. */
    public GatewayModerationModel build() {
      return new GatewayModerationModel(this);
    }
  }
}
