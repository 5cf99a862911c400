package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.function.Consumer;

/**
 * The call of the tool that stands for a schema: its arguments are the text of the answer. They
 * pass as they come, unless the answer is but one field of them.
 */
final class ConverseFormBlock implements ConverseAnswerBlock {
  private final boolean wrapped;
  private final StringBuilder held = new StringBuilder(0);
  private boolean hasInput;

  ConverseFormBlock(boolean wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public void add(ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.input == null || delta.input.isEmpty()) {
      return;
    }
    hasInput = true;
    if (wrapped) {
      held.append(delta.input);
    } else {
      out.accept(new ChatEvent.TextDelta(0, delta.input));
    }
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    if (wrapped) {
      out.accept(new ChatEvent.TextDelta(0, AnswerForm.unwrapped(held.toString())));
    } else if (!hasInput) {
      out.accept(new ChatEvent.TextDelta(0, "{}"));
    }
  }
}
