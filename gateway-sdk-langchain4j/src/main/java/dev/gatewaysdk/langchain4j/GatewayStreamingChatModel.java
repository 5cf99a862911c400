package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;

/**
 * A LangChain4j streaming chat model that calls an endpoint of the gateway. Thread-safe; never
 * closes the gateway.
 *
 * <p>Until the first content the gateway retries and falls back as for a whole answer, also when a
 * provider fails after it has accepted the call; after that a failure ends the answer. Nothing is
 * thrown: every failure goes to {@code onError}, as LangChain4j's exception with the gateway's own
 * as its cause.
 */
public final class GatewayStreamingChatModel implements StreamingChatModel {
  private final GatewayCalls calls;

  private GatewayStreamingChatModel(Builder builder) {
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

  /**
   * Asks on a thread of the gateway, and calls the handler there. Cancelling through the handle
   * stops the provider; nothing is called after it. What a callback throws goes to {@code onError},
   * and the answer goes on.
   */
  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    calls.stream(request, new HandlerStream(handler));
  }

  /**
   * The answer as a cold publisher: each subscription is a call of its own, and cancelling it stops
   * the provider. Events that nobody has asked for yet wait in a buffer of {@value
   * PublishedStream#CAPACITY}; when it overflows, the call is stopped and the subscriber told.
   */
  @Override
  public Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
    return subscriber -> PublishedStream.start(calls, request, subscriber);
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

  /** Builds a {@link GatewayStreamingChatModel}; not for use by several threads. */
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
    public GatewayStreamingChatModel build() {
      return new GatewayStreamingChatModel(this);
    }
  }
}
