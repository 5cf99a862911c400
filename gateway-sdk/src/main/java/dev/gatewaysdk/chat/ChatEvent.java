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

  /**
   * More visible text.
   *
   * @param state what the provider wants back with the text that ends here; null otherwise
   */
  record TextDelta(int choice, String text, @Nullable ProviderState state) implements ChatEvent {
    /** More text, without a state. */
    public TextDelta(int choice, String text) {
      this(choice, text, null);
    }

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
   * @param state the provider's seal, which ends this piece of reasoning; null before the end
   */
  record ReasoningDelta(int choice, String text, @Nullable ProviderState state)
      implements ChatEvent {
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
   * @param state what the provider wants back with the call, in whichever delta; null otherwise
   */
  record ToolCallDelta(
      int choice,
      int index,
      @Nullable String id,
      @Nullable String name,
      String arguments,
      ContentPart.ToolCall.Type type,
      @Nullable ProviderState state)
      implements ChatEvent {
    /** A piece of a call, without a state. */
    public ToolCallDelta(
        int choice,
        int index,
        @Nullable String id,
        @Nullable String name,
        String arguments,
        ContentPart.ToolCall.Type type) {
      this(choice, index, id, name, arguments, type, null);
    }

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

  /**
   * More of a spoken answer.
   *
   * @param id by which the provider knows it; null if not in this piece
   * @param data the next piece, in base64 by itself; may be empty
   * @param transcript more of what is said; may be empty
   * @param expiresAt when the provider forgets it, in seconds since 1970; null if not in this piece
   */
  record AudioDelta(
      int choice, @Nullable String id, String data, String transcript, @Nullable Long expiresAt)
      implements ChatEvent {
    @Override
    public boolean content() {
      return true;
    }

    /** Without the sound: what models say is nobody's log line. */
    @Override
    public String toString() {
      return "AudioDelta(choice " + choice + ", " + data.length() + " chars)";
    }
  }

  /** The likelihood of further tokens. */
  record LogprobsDelta(int choice, Logprobs tokens) implements ChatEvent {
    @Override
    public boolean content() {
      return false;
    }
  }

  /**
   * A further field of the provider's answer, as it came, such as {@code service_tier}; once for
   * each name.
   */
  record FieldReported(String name, RawJson value) implements ChatEvent {
    @Override
    public boolean content() {
      return false;
    }

    @Override
    public int length() {
      return name.length() + value.text().length();
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

    /** Without the stop sequence, which the caller wrote. */
    @Override
    public String toString() {
      return "Finished(choice " + choice + ", " + reason + ")";
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
