package dev.gatewaysdk.provider;

import dev.gatewaysdk.reply.Operation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter can carry to its provider as it was asked, by which users choose providers.
 *
 * <p>It speaks of the adapter and its provider's wire: whether the model that a target names can do
 * it as well is up to the model. What an adapter does not claim it refuses before anything is sent
 * ({@link dev.gatewaysdk.error.UnsupportedRequestException}), so that the next target may answer,
 * or it changes the request and reports an {@link dev.gatewaysdk.reply.Adjustment}. More may come.
 */
public enum Capability {
  /** Chat completion. */
  CHAT(Operation.CHAT),
  /** Completion of a text. */
  COMPLETION(Operation.COMPLETION),
  /** Vectors of texts. */
  EMBEDDING(Operation.EMBEDDING),
  /** Pictures from a text. */
  IMAGE(Operation.IMAGE),
  /** Speech from a text. */
  SPEECH(Operation.SPEECH),
  /** Text from speech. */
  TRANSCRIPTION(Operation.TRANSCRIPTION),
  /** Whether texts or pictures are harmful. */
  MODERATION(Operation.MODERATION),
  /** Documents in order of their relevance. */
  RERANK(Operation.RERANK),
  /** The models that a provider has. */
  MODELS(Operation.MODELS),

  /** Chat answers come as the model makes them. */
  STREAMING,
  /** Tools to call, and their results. */
  TOOLS,
  /** {@link dev.gatewaysdk.chat.ToolChoice#REQUIRED}: some tool has to be called. */
  REQUIRED_TOOL,
  /** {@link dev.gatewaysdk.chat.ToolChoice#named}: that tool has to be called. */
  NAMED_TOOL,
  /** {@code parallelToolCalls(false)}: one call at a time. */
  ONE_TOOL_AT_A_TIME,
  /** {@link dev.gatewaysdk.chat.ResponseFormat#JSON_OBJECT}: the answer is held to be JSON. */
  JSON_OBJECT,
  /** {@link dev.gatewaysdk.chat.ResponseFormat#jsonSchema}: the answer is held to a schema. */
  JSON_SCHEMA,
  /** Pictures by value. */
  PICTURE_DATA,
  /** Pictures by URL, fetched by the provider. */
  PICTURE_URL,
  /** PDF documents by value. */
  PDF_DATA,
  /** Files by URL, fetched by the provider. */
  FILE_URL,
  /** Sound from the user. */
  SOUND_INPUT,
  /** {@code reasoningEffort}: how hard to think. */
  REASONING_EFFORT,
  /** {@code choices} above 1. */
  SEVERAL_CHOICES,
  /** {@code seed}. */
  SEED,
  /** {@code logprobs}. */
  LOGPROBS,
  /** {@code topK}. */
  TOP_K,
  /** {@code frequencyPenalty} and {@code presencePenalty}. */
  PENALTIES,
  /** {@code stop}. */
  STOP_SEQUENCES,
  /** {@link dev.gatewaysdk.chat.CacheMark}: where a prompt that is to be kept ends. */
  PROMPT_CACHE,
  /** {@code endUser}: an id of the end user. */
  END_USER;

  private final @Nullable Operation operation;

  Capability() {
    this(null);
  }

  Capability(@Nullable Operation operation) {
    this.operation = operation;
  }

  /** The operation that it is; null if it is a part of chat. */
  public @Nullable Operation operation() {
    return operation;
  }

  /** The capability of that operation. */
  public static Capability of(Operation operation) {
    return valueOf(operation.name());
  }

  /**
   * A set to keep and give from {@link Provider#capabilities}.
   *
   * @param operations which operations there are
   * @param chat what chat can carry; left out if there is no chat
   * @return unmodifiable
   */
  public static Set<Capability> set(Predicate<Operation> operations, Collection<Capability> chat) {
    EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
    for (Operation operation : Operation.values()) {
      if (operations.test(operation)) {
        set.add(of(operation));
      }
    }
    if (set.contains(CHAT)) {
      set.addAll(chat);
    }
    return Collections.unmodifiableSet(set);
  }
}
