package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Assessment;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.ServedBy;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about: who gave it, after which attempts, at what cost. Immutable.
 *
 * <p>{@link #modelName()} is the model that answered, as its provider calls it, and not the
 * endpoint that was asked.
 */
public final class GatewayChatResponseMetadata extends ChatResponseMetadata {
  private final ChatResponse answer;

  private GatewayChatResponseMetadata(Builder builder) {
    super(builder);
    this.answer = builder.answer;
  }

  /**
   * Starts the metadata of an answer of the gateway, without what LangChain4j's own fields hold.
   */
  public static Builder builder(ChatResponse answer) {
    return new Builder(answer);
  }

  /** Who answered; null if no provider was asked. */
  public @Nullable ServedBy target() {
    return answer.target();
  }

  /** Every attempt, the successful one last; unmodifiable. */
  public List<AttemptSummary> attempts() {
    return answer.attempts();
  }

  /** What it cost by the price book; null if usage or price is not known. */
  public @Nullable Cost cost() {
    return answer.cost();
  }

  /** What was changed to suit the target; unmodifiable, may be empty. */
  public List<Adjustment> adjustments() {
    return answer.adjustments();
  }

  /** What each guardrail of the endpoint made of the call, in order; unmodifiable. */
  public List<Assessment> assessments() {
    return answer.assessments();
  }

  /** The gateway's id of the call, also in its record. */
  public String requestId() {
    return answer.requestId();
  }

  /** The provider's own word for why the model stopped; null if it gave none. */
  public @Nullable String rawFinishReason() {
    return answer.rawFinishReason();
  }

  /** The answer as the gateway gives it, with all that LangChain4j has no place for. */
  public ChatResponse answer() {
    return answer;
  }

  @Override
  public Builder toBuilder() {
    Builder builder = new Builder(answer);
    toBuilder(builder);
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof GatewayChatResponseMetadata metadata
        && answer.equals(metadata.answer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), answer);
  }

  /** Who answered and how much, not what. */
  @Override
  public String toString() {
    return "GatewayChatResponseMetadata("
        + target()
        + ", "
        + modelName()
        + ", "
        + tokenUsage()
        + ", "
        + finishReason()
        + ", request "
        + requestId()
        + ")";
  }

  /** Builds a {@link GatewayChatResponseMetadata}; not for use by several threads. */
  public static final class Builder extends ChatResponseMetadata.Builder<Builder> {
    private final ChatResponse answer;

    private Builder(ChatResponse answer) {
      this.answer = answer;
    }

    @Override
    public GatewayChatResponseMetadata build() {
      return new GatewayChatResponseMetadata(this);
    }
  }
}
