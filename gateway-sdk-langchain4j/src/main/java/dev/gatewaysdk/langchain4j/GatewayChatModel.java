package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A LangChain4j chat model that calls an endpoint of the gateway. Thread-safe; never closes the
 * gateway.
 *
 * <p>Failures come as LangChain4j's exceptions, retriable and not, with the gateway's own as their
 * cause. The endpoint has retried by then: a retry on top of it multiplies the calls.
 *
 * <pre>{@code
 * ChatModel model = GatewayChatModel.builder(gateway, "production-llm").build();
 * }</pre>
 */
public final class GatewayChatModel implements ChatModel {
  private final GatewayCalls calls;

  private GatewayChatModel(Builder builder) {
    this.calls =
        new GatewayCalls(builder.gateway, builder.caller, builder.parameters, builder.listeners);
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}; a request's {@code modelName}
   *     goes before it
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(gateway, endpoint);
  }

  /** Waits for the whole answer on this thread; an interrupt ends the call. */
  @Override
  public ChatResponse doChat(ChatRequest request) {
    return calls.chat(request);
  }

  /** Asks on a thread of the gateway. Cancelling the future stops the provider. */
  @Override
  public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
    return calls.chatAsync(request);
  }

  @Override
  public GatewayChatRequestParameters defaultRequestParameters() {
    return calls.parameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return calls.listeners();
  }

  /** JSON schemas: where a target has no such thing, the gateway emulates it and says so. */
  @Override
  public Set<Capability> supportedCapabilities() {
    return GatewayCalls.CAPABILITIES;
  }

  /** Builds a {@link GatewayChatModel}; not for use by several threads. */
  public static final class Builder {
    private final GatewayClient gateway;
    private GatewayChatRequestParameters parameters;
    private Caller caller = Caller.anonymous();
    private List<ChatModelListener> listeners = List.of();

    private Builder(GatewayClient gateway, String endpoint) {
      this.gateway = Objects.requireNonNull(gateway, "gateway");
      this.parameters = GatewayChatRequestParameters.builder().endpoint(endpoint).build();
    }

    /** Who calls, unless a request says otherwise. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.caller = Objects.requireNonNull(caller, "caller");
      return this;
    }

    /** Parameters of every request that does not say otherwise. Default: the endpoint only. */
    public Builder defaultRequestParameters(ChatRequestParameters parameters) {
      this.parameters = this.parameters.overrideWith(parameters);
      return this;
    }

    /** Told of every request, answer and failure, in this order. Default: none. */
    public Builder listeners(List<ChatModelListener> listeners) {
      this.listeners = List.copyOf(listeners);
      return this;
    }

    /** The model. */
    public GatewayChatModel build() {
      return new GatewayChatModel(this);
    }
  }
}
