package dev.gatewaysdk.chat;

import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a chat answer. Immutable; more kinds may come, so a {@code switch} needs a default.
 *
 * <p>{@code choice} counts from 0; it is 0 unless the request asked for several answers.
 */
public sealed interface ChatEvent extends ReplyEvent {

  /** The provider has begun: its id for the answer and its model, as far as it says. */
  record Started(@Nullable String id, @Nullable String model) implements ChatEvent {
    @Override
    public boolean content() {
      return false;
    }

    @Override
    public int length() {
      return (id == null ? 0 : id.length()) + (model == null ? 0 : model.length());
    }

    @Override
    public @Nullable String responseModel() {
      return model;
    }
  }

  /** More visible text. */
  record TextDelta(int choice, String text) implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }

    /** Without the text: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "TextDelta(choice " + choice + ", " + text.length() + " chars)";
    }
  }

  /** More of the model's own words for refusing. */
  record RefusalDelta(int choice, String text) implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }

    /** Without the text: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "RefusalDelta(choice " + choice + ", " + text.length() + " chars)";
    }
  }

  /**
   * More reasoning.
   *
   * @param text may be empty
   * @param signature the provider's seal, which ends this piece of reasoning; null before the end
   */
  record ReasoningDelta(int choice, String text, @Nullable String signature) implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }

    /** Without the text: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "ReasoningDelta(choice " + choice + ", " + text.length() + " chars)";
    }
  }

  /**
   * A tool call begins, or goes on.
   *
   * @param index counts the tool calls of the choice, from 0
   * @param id in the first delta of the call; null in the later ones
   * @param name in the first delta of the call; null in the later ones
   * @param arguments the next piece of the arguments; may be empty
   * @param type what kind of tool
   */
  record ToolCallDelta(
      int choice,
      int index,
      @Nullable String id,
      @Nullable String name,
      String arguments,
      ContentPart.ToolCall.Type type)
      implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }

    /** Without the text: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "ToolCallDelta(choice "
          + choice
          + ", call "
          + index
          + ", "
          + arguments.length()
          + " chars)";
    }
  }

  /** A whole block that only its provider understands; see {@link ContentPart.ProviderBlock}. */
  record BlockAdded(int choice, ContentPart.ProviderBlock block) implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }
  }

  /**
   * A choice is complete.
   *
   * @param rawReason the provider's own word; null if it gave none
   * @param stopSequence the stop sequence that was met; null if none, or the provider did not say
   */
  record Finished(
      int choice, FinishReason reason, @Nullable String rawReason, @Nullable String stopSequence)
      implements ChatEvent {
    @Override
    public boolean content() {
      return false;
    }
  }

  /**
   * What the answer used so far. The last one counts; they do not add up.
   *
   * @param raw the provider's own block, as it came
   */
  record UsageReported(TokenUsage usage, RawJson raw) implements ChatEvent {
    @Override
    public boolean content() {
      return false;
    }

    @Override
    public TokenUsage tokenUsage() {
      return usage;
    }
  }
}
