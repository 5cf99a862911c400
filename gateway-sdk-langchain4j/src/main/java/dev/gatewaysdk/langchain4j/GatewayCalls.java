package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.error.CallCancelledException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one way from LangChain4j into the gateway, whatever the form of the answer.
 *
 * @param parameters with the endpoint
 */
record GatewayCalls(
    GatewayClient gateway,
    Caller caller,
    GatewayChatRequestParameters parameters,
    List<ChatModelListener> listeners) {
  static final Set<Capability> CAPABILITIES = Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);

  /** Asks, and waits for the whole answer on this thread. */
  ChatResponse chat(ChatRequest request) {
    Cancellation cancellation = new Cancellation();
    Duration limit = deadline(request);
    try (Deadline deadline = Deadline.in(limit, cancellation::cancel)) {
      try {
        return GatewayAnswers.of(gateway.chat(asked(request), caller(request), cancellation));
      } catch (RuntimeException e) {
        throw deadline.passed() && e instanceof CallCancelledException
            ? timedOut(limit, e)
            : GatewayFailures.of(e);
      }
    }
  }

  /** Asks on another thread; never throws. Cancelling the future stops the provider. */
  CompletableFuture<ChatResponse> chatAsync(ChatRequest request) {
    try {
      return AnswerFuture.of(gateway.chatAsync(asked(request), caller(request)), deadline(request));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(GatewayFailures.of(e));
    }
  }

  /** Asks on another thread for an answer as it arrives; never throws. */
  void stream(ChatRequest request, StreamedAnswer answer) {
    try {
      answer.follow(
          gateway.streamAsync(asked(request), caller(request), answer), deadline(request));
    } catch (RuntimeException e) {
      answer.end(null, GatewayFailures.of(e));
    }
  }

  private dev.gatewaysdk.chat.ChatRequest asked(ChatRequest request) {
    String endpoint = request.parameters().modelName();
    return GatewayRequests.of(request, endpoint == null ? parameters.modelName() : endpoint);
  }

  private Caller caller(ChatRequest request) {
    ChatRequestParameters asked = request.parameters();
    GatewayChatRequestParameters ours =
        asked instanceof GatewayChatRequestParameters own ? own : parameters;
    Caller base = ours.caller() == null ? caller : ours.caller();
    if (ours.tags().isEmpty()) {
      return base;
    }
    Caller.Builder tagged = base.toBuilder();
    for (Map.Entry<String, String> tag : ours.tags().entrySet()) {
      tagged.tag(tag.getKey(), tag.getValue());
    }
    return tagged.build();
  }

  private @Nullable Duration deadline(ChatRequest request) {
    return request.parameters() instanceof GatewayChatRequestParameters own
        ? own.deadline()
        : parameters.deadline();
  }

  static TimeoutException timedOut(@Nullable Duration limit, @Nullable Throwable cause) {
    return new TimeoutException("the call did not end within its deadline of " + limit, cause);
  }
}
