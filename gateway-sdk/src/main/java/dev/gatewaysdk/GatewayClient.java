package dev.gatewaysdk;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.catalog.ModelCatalog;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.endpoint.Endpoints;
import dev.gatewaysdk.error.ClientClosedException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import dev.gatewaysdk.structured.StructuredResponse;
import dev.gatewaysdk.structured.StructuredType;
import dev.gatewaysdk.usage.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An AI gateway inside the application's process: calls go to an endpoint by name, and the gateway
 * chooses the target, limits, retries, falls back and records. Thread-safe; one per application.
 *
 * <pre>{@code
 * try (GatewayClient gateway = GatewayClient.fromYaml(Path.of("gateway.yaml"))) {
 *   System.out.println(gateway.chat("production-llm", "Hello!"));
 * }
 * }</pre>
 *
 * <p>Every method that calls a provider throws the {@link GatewayException} family, and nothing else
 * on purpose: see each type for when. A request's {@code model} is an endpoint's name, or {@code
 * @provider/model} for a provider directly.
 *
 * <p>The interface may gain methods. To fake it in a test, put a {@code FakeProvider} of {@code
 * dev.gatewaysdk.testing} into a real gateway instead of implementing it.
 */
public interface GatewayClient extends AutoCloseable {

  /** Starts a gateway in code. */
  static GatewayClientBuilder builder() {
    return new GatewayClientBuilder();
  }

  /**
   * A gateway from a configuration file.
   *
   * @throws ConfigException with every problem in the file
   */
  static GatewayClient fromYaml(Path file) {
    return builder().config(GatewayConfig.load(file, null)).build();
  }

  /**
   * Asks one question and gives the text of the answer; empty if the model answered without text.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}
   */
  default String chat(String endpoint, String question) {
    return chat(ChatRequest.builder(endpoint).user(question).build()).text();
  }

  /** Asks as nobody in particular. */
  default ChatResponse chat(ChatRequest request) {
    return chat(request, Caller.anonymous());
  }

  /**
   * Asks, and waits for the whole answer on this thread.
   *
   * <p>An interrupt ends the call as cancelled and stays set. A socket heeds none while it is read
   * on a platform thread, so there it is seen when something arrives or a time-out ends; cancelling
   * the future of {@link #chatAsync} works at once.
   *
   * @throws ClientClosedException after {@link #close()}
   */
  default ChatResponse chat(ChatRequest request, Caller caller) {
    return chat(request, caller, new Cancellation());
  }

  /**
   * Asks, and waits for the whole answer on this thread; another thread can stop it.
   *
   * @param cancellation stops this call at once, on whatever thread it waits; for one call only
   * @throws ClientClosedException after {@link #close()}
   */
  ChatResponse chat(ChatRequest request, Caller caller, Cancellation cancellation);

  /** Asks for an answer that is a Java value, as nobody in particular. */
  default <T> T chat(ChatRequest request, Class<T> type) {
    return chat(request, Caller.anonymous(), type);
  }

  /** Asks for an answer that is a Java value; see {@link #chatStructured}. */
  default <T> T chat(ChatRequest request, Caller caller, Class<T> type) {
    return chatStructured(request, caller, type).value();
  }

  /**
   * Asks for an answer that is a Java value, with the schema of its class, and checks it.
   *
   * <p>An answer that does not fit is sent back once, with what is wrong with it. That is a second
   * call, with its own limits, cost and record.
   *
   * @param request without a response format
   * @param type a record, or whatever else {@link StructuredType} takes
   * @throws InvalidRequestException if the type has no JSON form, or the request has a format
   * @throws StructuredAnswerException if the second answer does not fit either, or the model
   *     refused, was cut off, or asks for tools
   * @throws ClientClosedException after {@link #close()}
   */
  <T> StructuredResponse<T> chatStructured(ChatRequest request, Caller caller, Class<T> type);

  /** Asks for an answer as it arrives, as nobody in particular. */
  default ChatStream stream(ChatRequest request) {
    return stream(request, Caller.anonymous());
  }

  /**
   * Asks for an answer as it arrives; returns when its first content is there.
   *
   * <p>Until then the gateway retries and falls back as for a whole answer; after that it cannot.
   *
   * @throws ClientClosedException after {@link #close()}
   */
  default ChatStream stream(ChatRequest request, Caller caller) {
    return stream(request, caller, new Cancellation());
  }

  /**
   * Asks for an answer as it arrives; another thread can stop it, also before its first content.
   *
   * @param cancellation stops this call at once, on whatever thread it waits; for one call only
   * @throws ClientClosedException after {@link #close()}
   */
  ChatStream stream(ChatRequest request, Caller caller, Cancellation cancellation);

  /** Asks on another thread, as nobody in particular. */
  default CompletableFuture<ChatResponse> chatAsync(ChatRequest request) {
    return chatAsync(request, Caller.anonymous());
  }

  /**
   * Asks on another thread. Cancelling the future stops the provider.
   *
   * @return fails with what {@link #chat(ChatRequest, Caller)} throws; never throws itself
   */
  CompletableFuture<ChatResponse> chatAsync(ChatRequest request, Caller caller);

  /**
   * Asks on another thread for an answer that is a Java value. Cancelling the future stops the
   * provider, and whatever would be asked next.
   *
   * @return fails with what {@link #chatStructured} throws; never throws itself
   */
  <T> CompletableFuture<StructuredResponse<T>> chatStructuredAsync(
      ChatRequest request, Caller caller, Class<T> type);

  /**
   * Asks on another thread for an answer as it arrives. Cancelling the future stops the provider.
   *
   * @param events given each event, in order, on one thread; what it throws stops the call and
   *     fails the future
   * @return the whole answer at its end; fails with what {@link ChatStream#next()} throws
   */
  CompletableFuture<ChatResponse> streamAsync(
      ChatRequest request, Caller caller, Consumer<? super ChatEvent> events);

  /**
   * Asks for anything but chat, and waits for the whole answer on this thread; the methods named
   * after operations are short for it. Interrupts are heeded as {@link #chat(ChatRequest, Caller)}
   * says.
   *
   * <p>An endpoint passes over its targets that cannot do the operation.
   *
   * @throws dev.gatewaysdk.error.UnsupportedRequestException if none of them can; nothing was sent
   * @throws ClientClosedException after {@link #close()}
   */
  default <R extends Response> R call(RequestFor<R> request, Caller caller) {
    return call(request, caller, new Cancellation());
  }

  /**
   * The same, for callers that have a way to stop it.
   *
   * @param cancellation stops the call when it is cancelled, from any thread; new for each call
   */
  <R extends Response> R call(RequestFor<R> request, Caller caller, Cancellation cancellation);

  /**
   * Asks for anything but chat on another thread. Cancelling the future stops the provider.
   *
   * @return fails with what {@link #call} throws; never throws itself
   */
  <R extends Response> CompletableFuture<R> callAsync(RequestFor<R> request, Caller caller);

  /**
   * Asks for anything but chat as it arrives; returns when its first content is there. What the
   * provider cannot stream comes in one piece.
   *
   * @throws ClientClosedException after {@link #close()}
   */
  default <R extends Response> AnswerStream<R> stream(RequestFor<R> request, Caller caller) {
    return stream(request, caller, new Cancellation());
  }

  /**
   * The same, for callers that have a way to stop it.
   *
   * @param cancellation stops the call when it is cancelled, from any thread; new for each call
   */
  <R extends Response> AnswerStream<R> stream(
      RequestFor<R> request, Caller caller, Cancellation cancellation);

  /** The vectors of texts; asked as nobody in particular. */
  default EmbeddingResponse embed(EmbeddingRequest request) {
    return embed(request, Caller.anonymous());
  }

  /** The vectors of texts; see {@link #call}. */
  default EmbeddingResponse embed(EmbeddingRequest request, Caller caller) {
    return call(request, caller);
  }

  /** The vectors of texts; see {@link #callAsync}. */
  default CompletableFuture<EmbeddingResponse> embedAsync(EmbeddingRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** How texts go on; asked as nobody in particular. */
  default CompletionResponse complete(CompletionRequest request) {
    return complete(request, Caller.anonymous());
  }

  /** How texts go on; see {@link #call}. */
  default CompletionResponse complete(CompletionRequest request, Caller caller) {
    return call(request, caller);
  }

  /** How texts go on; see {@link #callAsync}. */
  default CompletableFuture<CompletionResponse> completeAsync(
      CompletionRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** How texts go on, as it arrives; asked as nobody in particular. */
  default AnswerStream<CompletionResponse> streamCompletion(CompletionRequest request) {
    return streamCompletion(request, Caller.anonymous());
  }

  /** How texts go on, as it arrives; see {@link #stream(RequestFor, Caller)}. */
  default AnswerStream<CompletionResponse> streamCompletion(
      CompletionRequest request, Caller caller) {
    return stream(request, caller);
  }

  /** Pictures of a text; asked as nobody in particular. */
  default ImageResponse generateImage(ImageRequest request) {
    return generateImage(request, Caller.anonymous());
  }

  /** Pictures of a text; see {@link #call}. */
  default ImageResponse generateImage(ImageRequest request, Caller caller) {
    return call(request, caller);
  }

  /** Pictures of a text; see {@link #callAsync}. */
  default CompletableFuture<ImageResponse> generateImageAsync(ImageRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /**
   * A text, spoken, once all of it is there; see {@link #streamSpeech}; asked as nobody in
   * particular.
   */
  default SpeechResponse speak(SpeechRequest request) {
    return speak(request, Caller.anonymous());
  }

  /** A text, spoken, once all of it is there; see {@link #streamSpeech}; see {@link #call}. */
  default SpeechResponse speak(SpeechRequest request, Caller caller) {
    return call(request, caller);
  }

  /** A text; see {@link #callAsync}. */
  default CompletableFuture<SpeechResponse> speakAsync(SpeechRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** A text, spoken, as it arrives; asked as nobody in particular. */
  default SpeechStream streamSpeech(SpeechRequest request) {
    return streamSpeech(request, Caller.anonymous());
  }

  /** A text, spoken, as it arrives; see {@link #stream(RequestFor, Caller)}. */
  default SpeechStream streamSpeech(SpeechRequest request, Caller caller) {
    return new SpeechStream(stream(request, caller));
  }

  /** What is said in a recording; asked as nobody in particular. */
  default TranscriptionResponse transcribe(TranscriptionRequest request) {
    return transcribe(request, Caller.anonymous());
  }

  /** What is said in a recording; see {@link #call}. */
  default TranscriptionResponse transcribe(TranscriptionRequest request, Caller caller) {
    return call(request, caller);
  }

  /** What is said in a recording; see {@link #callAsync}. */
  default CompletableFuture<TranscriptionResponse> transcribeAsync(
      TranscriptionRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** Whether texts and pictures are harmful; asked as nobody in particular. */
  default ModerationResponse moderate(ModerationRequest request) {
    return moderate(request, Caller.anonymous());
  }

  /** Whether texts and pictures are harmful; see {@link #call}. */
  default ModerationResponse moderate(ModerationRequest request, Caller caller) {
    return call(request, caller);
  }

  /** Whether texts and pictures are harmful; see {@link #callAsync}. */
  default CompletableFuture<ModerationResponse> moderateAsync(
      ModerationRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** Documents in order of their relevance; asked as nobody in particular. */
  default RerankResponse rerank(RerankRequest request) {
    return rerank(request, Caller.anonymous());
  }

  /** Documents in order of their relevance; see {@link #call}. */
  default RerankResponse rerank(RerankRequest request, Caller caller) {
    return call(request, caller);
  }

  /** Documents in order of their relevance; see {@link #callAsync}. */
  default CompletableFuture<RerankResponse> rerankAsync(RerankRequest request, Caller caller) {
    return callAsync(request, caller);
  }

  /** What requests may name; asked as nobody in particular. */
  default ModelCatalog models() {
    return models(Caller.anonymous());
  }

  /** What requests may name, with half a minute for the providers to answer. */
  default ModelCatalog models(Caller caller) {
    return models(caller, Duration.ofSeconds(30));
  }

  /**
   * What requests may name: the endpoints, and the models of every provider that takes direct calls
   * and can list them. These are asked at the same time, each by a call with a record.
   *
   * @param patience how long to wait; providers that have not answered by then are stopped, and
   *     their models are missing
   * @return also why the models of a provider are missing
   * @throws ClientClosedException after {@link #close()}
   */
  ModelCatalog models(Caller caller, Duration patience);

  /** The endpoints, which can be changed while calls run. */
  Endpoints endpoints();

  /** What calls have used and cost since the gateway was built. */
  Usage usage();

  /**
   * Takes no more calls, waits (30 s unless the builder says otherwise) for those under way,
   * cancels the rest, writes out records and closes the providers. Idempotent. What was injected
   * (executor, sinks' own resources, clock) stays open.
   */
  @Override
  void close();
}
