package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The call of the tool that stands for a schema: its arguments are the text of the answer. They
 * pass as they come, unless the answer is but one field of them.
 */
final class AnthropicAnswerBlock extends AnthropicBlock {
  private final boolean wrapped;
  private final StringBuilder held = new StringBuilder(0);
  private String input = "{}";
  private boolean streamed;

  AnthropicAnswerBlock(boolean wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  boolean field(String name, JsonReader json) throws IOException {
    if (!name.equals("input")) {
      json.skipValue();
      return true;
    }
    input = AnthropicCallBlock.input(json);
    return true;
  }

  @Override
  void begin(Consumer<? super ReplyEvent> out) {}

  @Override
  void add(AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.partialJson != null && !delta.partialJson.isEmpty()) {
      streamed = true;
      say(delta.partialJson, out);
    }
  }

  @Override
  void end(Consumer<? super ReplyEvent> out) {
    if (!streamed) {
      say(input, out);
    }
    if (wrapped) {
      out.accept(new ChatEvent.TextDelta(0, AnswerForm.unwrapped(held.toString())));
    }
  }

  private void say(String more, Consumer<? super ReplyEvent> out) {
    if (wrapped) {
      held.append(more);
    } else {
      out.accept(new ChatEvent.TextDelta(0, more));
    }
  }
}
