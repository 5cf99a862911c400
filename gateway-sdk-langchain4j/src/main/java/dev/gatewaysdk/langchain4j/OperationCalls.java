package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the gateway for every model but those of chat.
 *
 * @param endpoint an endpoint's name, or {@code @provider/model}
 * @param caller who calls
 */
record OperationCalls(GatewayClient gateway, String endpoint, Caller caller) {
  OperationCalls {
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(caller, "caller");
    Names.require("endpoint", endpoint);
  }

  /** Calls as nobody in particular. */
  static OperationCalls of(GatewayClient gateway, String endpoint) {
    return new OperationCalls(gateway, endpoint, Caller.anonymous());
  }

  /** The same for that caller. */
  OperationCalls by(Caller caller) {
    return new OperationCalls(gateway, endpoint, caller);
  }

  /** The endpoint that a request asks for, which goes before the model's own. */
  String endpoint(@Nullable String modelName) {
    return modelName == null ? endpoint : modelName;
  }

  /**
   * Asks, and waits for the whole answer on this thread.
   *
   * @param request made within, so that its failures are LangChain4j's, too
   */
  <R extends Response, T> T call(
      Supplier<? extends RequestFor<R>> request, Function<? super R, ? extends T> answer) {
    try {
      return answer.apply(gateway.call(request.get(), caller));
    } catch (RuntimeException e) {
      throw GatewayFailures.of(e);
    }
  }

  /** Asks on another thread; never throws. Cancelling the future stops the provider. */
  <R extends Response, T> CompletableFuture<T> callAsync(
      Supplier<? extends RequestFor<R>> request, Function<? super R, ? extends T> answer) {
    try {
      return OperationFuture.of(gateway.callAsync(request.get(), caller), answer);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(GatewayFailures.of(e));
    }
  }

  /** The usage of an answer; null if it is not known. */
  static @Nullable GatewayTokenUsage usage(Response answer) {
    TokenUsage usage = answer.usage();
    return usage == null ? null : GatewayTokenUsage.of(usage);
  }

  /** The model that answered, or else the one that was asked; null if nobody was. */
  static @Nullable String model(Response answer) {
    if (answer.model() != null || answer.target() == null) {
      return answer.model();
    }
    return answer.target().model();
  }
}
