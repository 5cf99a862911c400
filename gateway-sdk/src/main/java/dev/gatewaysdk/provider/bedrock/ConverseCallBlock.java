package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tool call. One without arguments has no delta, or an empty one: its arguments are {}. */
final class ConverseCallBlock implements ConverseAnswerBlock {
  private final int index;
  private boolean hasInput;

  /**
   * @param index counts the tool calls of the answer, from 0
   */
  ConverseCallBlock(int index) {
    this.index = index;
  }

  /** Says which tool is called. */
  void begin(String id, String name, Consumer<? super ReplyEvent> out) {
    out.accept(delta(id, name, ""));
  }

  @Override
  public void add(ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.input != null && !delta.input.isEmpty()) {
      hasInput = true;
      out.accept(delta(null, null, delta.input));
    }
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    if (!hasInput) {
      out.accept(delta(null, null, "{}"));
    }
  }

  private ChatEvent delta(@Nullable String id, @Nullable String name, String arguments) {
    return new ChatEvent.ToolCallDelta(0, index, id, name, arguments, ToolCall.Type.FUNCTION);
  }
}
