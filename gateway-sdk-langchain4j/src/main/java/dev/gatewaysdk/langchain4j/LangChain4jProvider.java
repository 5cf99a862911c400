package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Any LangChain4j chat model as a provider of the gateway, so that a model without an adapter here
 * has limits, guardrails, fallback and records, too. Thread-safe if its models are.
 *
 * <pre>{@code
 * GatewayClient gateway = GatewayClient.builder()
 *     .provider("ollama", LangChain4jProvider.builder(model, streamingModel).build())
 *     .endpoint(Endpoint.builder("support").target("ollama", "llama3.2").build())
 *     .build();
 * }</pre>
 *
 * <p>The target's model is the {@code modelName} of each request. The model's own listeners and
 * default parameters count as ever. Let it make one attempt ({@code maxRetries(0)}), since the
 * gateway retries. It is asked on a thread of {@link Builder#executor}, which is interrupted if the
 * call is cancelled or its time is up. A model that streams is stopped by its {@code
 * StreamingHandle}, too, if it gives one, and one with a {@code doChatAsync} of its own is asked by
 * that, and its future cancelled.
 *
 * <p>LangChain4j has no seed, several choices, likelihoods, reasoning effort, marks for prompt
 * caches, end users or further fields: these are dropped and reported. Its exceptions carry no
 * {@code Retry-After}. A streamed answer has no id and no model's name, for LangChain4j gives them
 * only at the end. The models are never closed.
 */
public final class LangChain4jProvider implements Provider {
  private static final List<Capability> OF_CHAT =
      List.of(
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.NAMED_TOOL,
          Capability.JSON_OBJECT,
          Capability.PICTURE_DATA,
          Capability.PICTURE_URL,
          Capability.PDF_DATA,
          Capability.FILE_URL,
          Capability.SOUND_INPUT,
          Capability.TOP_K,
          Capability.PENALTIES,
          Capability.STOP_SEQUENCES);

  private final String type;
  private final @Nullable ChatModel chat;
  private final @Nullable StreamingChatModel streaming;
  private final boolean namesModel;
  private final Set<Capability> capabilities;
  private final Executor executor;
  private final @Nullable ExecutorService own;

  private LangChain4jProvider(Builder builder) {
    this.type = builder.type;
    this.chat = builder.chat;
    this.streaming = builder.streaming;
    this.namesModel = builder.namesModel;
    this.capabilities = capabilities(builder);
    this.own =
        builder.executor == null
            ? Executors.newCachedThreadPool(LangChain4jProvider::thread)
            : null;
    this.executor = builder.executor == null ? Objects.requireNonNull(own) : builder.executor;
  }

  private static Set<Capability> capabilities(Builder builder) {
    EnumSet<Capability> set = EnumSet.copyOf(OF_CHAT);
    set.add(Capability.CHAT);
    if (builder.streaming != null) {
      set.add(Capability.STREAMING);
    }
    if (takesSchemas(builder)) {
      set.add(Capability.JSON_SCHEMA);
    }
    set.removeAll(builder.without);
    return Collections.unmodifiableSet(set);
  }

  private static boolean takesSchemas(Builder builder) {
    var schema = dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA;
    return (builder.chat == null || builder.chat.supportedCapabilities().contains(schema))
        && (builder.streaming == null
            || builder.streaming.supportedCapabilities().contains(schema));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "gateway-langchain4j");
    thread.setDaemon(true);
    return thread;
  }

  /** A model that answers as a whole; streams get its answer in one piece. */
  public static Builder builder(ChatModel model) {
    return new Builder(model, null);
  }

  /** A model that streams; whole answers are put together of what it says. */
  public static Builder builder(StreamingChatModel model) {
    return new Builder(null, model);
  }

  /** A model in both forms. */
  public static Builder builder(ChatModel model, StreamingChatModel streaming) {
    return new Builder(model, streaming);
  }

  @Override
  public String type() {
    return type;
  }

  /**
   * What LangChain4j can say, less what the builder takes away. A schema of the answer is among it
   * if the models say that they take one; else it becomes an instruction.
   */
  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Reply open(Attempt attempt) {
    attempt.cancellation().throwIfCancelled();
    if (!(attempt.request() instanceof ChatRequest request)) {
      throw new UnsupportedRequestException(null, "a LangChain4j chat model can only chat");
    }
    var translated = translated(request, attempt);
    StreamStop stop = new StreamStop();
    PulledReply reply = new PulledReply(attempt, stop);
    try {
      start(() -> ask(translated, attempt, reply, stop), stop);
      reply.awaitBeginning();
      return reply;
    } catch (GatewayException | Error e) {
      reply.close();
      throw e;
    }
  }

  private dev.langchain4j.model.chat.request.ChatRequest translated(
      ChatRequest request, Attempt attempt) {
    try {
      return ModelRequests.of(request, attempt, capabilities, namesModel);
    } catch (IllegalArgumentException e) { // Its message may hold what was asked.
      UnsupportedRequestException refusal =
          new UnsupportedRequestException(
              null, "LangChain4j has no form for the request; see what is suppressed");
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  private void start(Runnable task, StreamStop stop) {
    FutureTask<Void> running = new FutureTask<>(task, null);
    stop.runs(running);
    try {
      executor.execute(running);
    } catch (RejectedExecutionException e) {
      throw ProviderException.builder(
              FailureKind.OVERLOADED,
              "the executor of the LangChain4j provider takes no more tasks: give it more threads")
          .notSent()
          .cause(e)
          .build();
    }
  }

  private void ask(
      dev.langchain4j.model.chat.request.ChatRequest request,
      Attempt attempt,
      PulledReply reply,
      StreamStop stop) {
    try {
      if (streaming != null && (attempt.streamed() || chat == null)) {
        streaming.chat(request, new ModelStream(attempt, reply, stop));
      } else if (chat != null) {
        WholeAnswer.of(chat, request, new ModelAnswers(attempt, reply::push), reply, stop);
      }
    } catch (Throwable e) { // An Error, too, belongs to the thread of the call.
      reply.fail(e);
    }
  }

  /** Ends the threads that it has made; not the models, nor an executor that it was given. */
  @Override
  public void close() {
    if (own != null) {
      own.shutdownNow();
    }
  }

  /** Its type only: models may show their keys. */
  @Override
  public String toString() {
    return "LangChain4jProvider(" + type + ")";
  }

  /**
   * Builds a {@link LangChain4jProvider}; setters check at once. Not for use by several threads.
   */
  public static final class Builder {
    private final @Nullable ChatModel chat;
    private final @Nullable StreamingChatModel streaming;
    private final Set<Capability> without = EnumSet.noneOf(Capability.class);
    private String type = ModelAttributes.FORMAT;
    private boolean namesModel = true;
    private @Nullable Executor executor;

    private Builder(@Nullable ChatModel chat, @Nullable StreamingChatModel streaming) {
      if (chat == null && streaming == null) {
        throw new NullPointerException("a model is needed");
      }
      this.chat = chat;
      this.streaming = streaming;
    }

    /**
     * The kind of provider behind the model, such as {@code openai}, by which its prices are found.
     * Default: {@code langchain4j}, which has none.
     */
    public Builder type(String type) {
      Names.require("type", type);
      this.type = type;
      return this;
    }

    /**
     * Takes away what the model behind LangChain4j cannot do, so that such requests go to the next
     * target, or are changed and reported, instead of failing at the model.
     *
     * @throws IllegalArgumentException if chat itself is taken away
     */
    public Builder without(Capability... capabilities) {
      List<Capability> list = List.of(capabilities);
      if (list.contains(Capability.CHAT)) {
        throw new IllegalArgumentException("a chat model without chat is of no use");
      }
      without.addAll(list);
      return this;
    }

    /** Asks without a model's name, for models that have one of their own and take no other. */
    public Builder withoutModelName() {
      this.namesModel = false;
      return this;
    }

    /**
     * Where models are asked, a task for each attempt; never on the thread that hands it over. It
     * stays open. Default: daemon threads as they are needed, which end after a minute without
     * work.
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** The provider. */
    public LangChain4jProvider build() {
      return new LangChain4jProvider(this);
    }
  }
}
