package dev.gatewaysdk;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Endpoints;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.internal.AsyncThreads;
import dev.gatewaysdk.internal.CallIds;
import dev.gatewaysdk.internal.InFlightCalls;
import dev.gatewaysdk.internal.Pipeline;
import dev.gatewaysdk.internal.Settings;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.structured.StructuredResponse;
import dev.gatewaysdk.structured.StructuredType;
import dev.gatewaysdk.usage.Usage;
import dev.gatewaysdk.usage.UsageSink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every way to call is a thin facade of {@link #open}. */
final class InProcessGatewayClient implements GatewayClient {
  private static final Logger log = LoggerFactory.getLogger(GatewayClient.class);
  private static final Duration CANCELLING = Duration.ofSeconds(2);

  private final Settings settings;
  private final Pipeline pipeline;
  private final Usage usage;
  private final AsyncThreads threads;
  private final CallIds ids;
  private final Duration closeTimeout;
  private final InFlightCalls inFlight = new InFlightCalls();

  InProcessGatewayClient(
      Settings settings,
      Pipeline pipeline,
      Usage usage,
      AsyncThreads threads,
      Duration closeTimeout) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.usage = usage;
    this.threads = threads;
    this.closeTimeout = closeTimeout;
    this.ids = new CallIds(settings.random());
  }

  @Override
  public ChatResponse chat(ChatRequest request, Caller caller, Cancellation cancellation) {
    return answer(newCall(request, caller, false, cancellation));
  }

  @Override
  public ChatStream stream(ChatRequest request, Caller caller, Cancellation cancellation) {
    Call call = newCall(request, caller, true, cancellation);
    ChatStream stream = new ChatStream(open(call));
    call.cancellation().onCancel(stream::close); // Also ends what nobody reads any more.
    return stream;
  }

  @Override
  public CompletableFuture<ChatResponse> chatAsync(ChatRequest request, Caller caller) {
    return async(newCall(request, caller, false, new Cancellation()), this::answer);
  }

  @Override
  public CompletableFuture<ChatResponse> streamAsync(
      ChatRequest request, Caller caller, Consumer<? super ChatEvent> events) {
    return async(
        newCall(request, caller, true, new Cancellation()),
        call -> {
          try (ChatStream stream = new ChatStream(open(call))) {
            stream.forEach(events);
            return stream.soFar();
          }
        });
  }

  private ChatResponse answer(Call call) {
    try (ChatStream stream = new ChatStream(open(call))) {
      return stream.collect();
    }
  }

  @Override
  public <R extends Response> R call(
      RequestFor<R> request, Caller caller, Cancellation cancellation) {
    return answer(newCall(request, caller, false, cancellation), request);
  }

  @Override
  public <R extends Response> AnswerStream<R> stream(
      RequestFor<R> request, Caller caller, Cancellation cancellation) {
    Call call = newCall(request, caller, true, cancellation);
    AnswerStream<R> stream = new AnswerStream<>(open(call), request.collector());
    call.cancellation().onCancel(stream::close); // Also ends what nobody reads any more.
    return stream;
  }

  @Override
  public <R extends Response> CompletableFuture<R> callAsync(RequestFor<R> request, Caller caller) {
    return async(
        newCall(request, caller, false, new Cancellation()), call -> answer(call, request));
  }

  private <R extends Response> R answer(Call call, RequestFor<R> request) {
    try (AnswerStream<R> stream = new AnswerStream<>(open(call), request.collector())) {
      return stream.collect();
    }
  }

  @Override
  public ModelCatalog models(Caller caller, Duration patience) {
    ModelListing listing = new ModelListing(request -> callAsync(request, caller), patience);
    return listing.of(settings, pipeline.endpoints().list());
  }

  /** The one way in: whatever ends the call, it ends once for the record and once here. */
  private OpenReply open(Call call) {
    inFlight.begin(call);
    try {
      Reply reply = pipeline.handle(call);
      return new OpenReply(call, reply, () -> inFlight.end(call));
    } catch (Throwable e) { // Kotlin and Scala throw checked ones, too.
      inFlight.end(call);
      throw e;
    }
  }

  @Override
  public <T> StructuredResponse<T> chatStructured(
      ChatRequest request, Caller caller, Class<T> type) {
    return StructuredType.of(type).ask(request, asked -> chat(asked, caller));
  }

  @Override
  public <T> CompletableFuture<StructuredResponse<T>> chatStructuredAsync(
      ChatRequest request, Caller caller, Class<T> type) {
    Call both =
        newCall(
            request,
            caller,
            false,
            new Cancellation()); // Never opened: stands for the one or two calls.
    Function<ChatRequest, ChatResponse> chat =
        asked -> {
          Call call = newCall(asked, caller, false, new Cancellation());
          both.cancellation().onCancel(call.cancellation()::cancel);
          return answer(call);
        };
    return async(both, unused -> StructuredType.of(type).ask(request, chat));
  }

  private <T> CompletableFuture<T> async(Call call, Function<Call, T> way) {
    CallFuture<T> future = new CallFuture<>(call.cancellation());
    try {
      threads.run(
          () -> {
            try {
              future.complete(way.apply(call));
            } catch (Throwable e) { // An Error must reach whoever waits, too.
              future.completeExceptionally(e);
            }
          });
    } catch (ClientSaturatedException e) {
      future.completeExceptionally(pipeline.refuse(call, e));
    } catch (ClientClosedException e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  private Call newCall(
      OperationRequest request, Caller caller, boolean streamed, Cancellation cancellation) {
    long now = settings.clock().nanoTime();
    return new Call(ids.next(), request, caller, streamed, now, cancellation);
  }

  @Override
  public Endpoints endpoints() {
    return pipeline.endpoints();
  }

  @Override
  public Usage usage() {
    return usage;
  }

  @Override
  public void close() {
    if (!inFlight.close()) {
      return;
    }
    inFlight.drain(closeTimeout);
    if (inFlight.size() > 0) {
      log.warn("cancelling {} calls that did not end within {}", inFlight.size(), closeTimeout);
      inFlight.cancelAll(CANCELLING);
    }
    threads.close();
    settings.sinks().forEach(this::close);
    settings.providers().values().forEach(this::close);
    MediaFetcher media = settings.media();
    if (media != null) {
      close(media, media::close);
    }
  }

  private void close(UsageSink sink) {
    close(sink, sink::close);
  }

  private void close(Provider provider) {
    close(provider, provider::close);
  }

  private static void close(Object what, Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      log.error("could not close {}", what, e);
    }
  }
}
