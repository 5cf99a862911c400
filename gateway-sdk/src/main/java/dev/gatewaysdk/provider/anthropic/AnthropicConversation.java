package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.anthropic.AnthropicTurn.Side;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Anthropic takes it: instructions apart, then turns of user and assistant.
 *
 * <p>What can be put in order without making anything up is put in order: messages of one side that
 * follow one another become one turn; results of tools come first in the turn after their calls;
 * instructions move to the front, unless the model takes them where they are. What cannot, such as
 * a call without a result, is refused.
 */
final class AnthropicConversation {
  private final AnthropicModels model;
  private final AnthropicCacheMarks marks;
  private final Consumer<Adjustment> adjusted;
  private final AnthropicCallIds ids;
  private final AnthropicParts parts;
  private final List<WireBlock> system = new ArrayList<>(1);
  private final List<AnthropicTurn> turns = new ArrayList<>();

  /**
   * @throws InvalidRequestException if Anthropic is sure to refuse it; names the message
   */
  AnthropicConversation(
      List<ChatMessage> messages,
      AnthropicModels model,
      ToolNames names,
      AnthropicCacheMarks marks,
      Consumer<Adjustment> adjusted) {
    this.model = model;
    this.marks = marks;
    this.adjusted = adjusted;
    this.ids = new AnthropicCallIds(adjusted);
    this.parts = new AnthropicParts(names, ids, marks, adjusted);
    for (int i = 0; i < messages.size(); i++) {
      add(messages.get(i), i);
    }
    if (turns.isEmpty()) {
      throw new InvalidRequestException(
          "messages", "Anthropic needs one of the user or the assistant that is not blank");
    }
    turns.get(0).requireCallsIn(null);
    for (int i = 0; i < turns.size(); i++) {
      turns.get(i).requireAnswers(i + 1 < turns.size() ? turns.get(i + 1) : null);
    }
    checkEnd(turns.get(turns.size() - 1));
  }

  /** The instructions, in order; may be empty. */
  List<WireBlock> system() {
    return system;
  }

  /** The turns, in order; never empty. */
  List<AnthropicTurn> turns() {
    return turns;
  }

  /** Why the model cannot think by a budget in this conversation; null if it can. */
  @Nullable String forbidsThinking() {
    AnthropicTurn end = turns.get(turns.size() - 1);
    if (end.assistant() && !end.hasServerTools()) {
      return "a model that thinks does not go on with a message of the assistant";
    }
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).assistant()) {
        return turns.get(i).callsToolsUnthinkingly()
            ? "the last tool calls have no signed thinking before them, which Anthropic demands"
            : null;
      }
    }
    return null;
  }

  private void add(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    if (message.name() != null) {
      adjusted(Kind.DROPPED, place + ".name", "Anthropic has no names of speakers");
    }
    Role role = message.role();
    if (role == Role.TOOL) {
      result(message, index);
      return;
    }
    List<WireBlock> blocks = parts.blocks(message, place);
    if (role == Role.SYSTEM || role == Role.DEVELOPER) {
      instruct(blocks, index);
    } else if (blocks.isEmpty()) {
      // An answer may be empty; to leave it out loses nothing.
      boolean nothing =
          role == Role.ASSISTANT
              && message.text().isBlank()
              && message.parts().stream().allMatch(Text.class::isInstance);
      adjusted(
          nothing ? Kind.EMULATED : Kind.DROPPED,
          place,
          "left out: nothing is left of it, and Anthropic takes no empty message");
    } else {
      AnthropicTurn turn = turnOf(role == Role.ASSISTANT ? Side.ASSISTANT : Side.USER, index);
      blocks.forEach(turn::add);
    }
  }

  /** Puts a result into the turn after its call, wherever it came. */
  private void result(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    String id = Objects.requireNonNullElse(message.toolCallId(), "");
    String wire = ids.ofResult(id, place);
    List<ContentPart> content = message.parts();
    CacheMark mark = content.get(content.size() - 1) instanceof CacheMark last ? last : null;
    if (mark != null) { // Whatever the content ends with ends the result.
      content = content.subList(0, content.size() - 1);
      marks.add();
    }
    WireBlock result =
        AnthropicBlocks.toolResult(
            wire, parts.blocks(ChatMessage.toolResult(id, content), place), marks);
    result.mark(mark);
    int call = turns.size() - 1;
    while (call >= 0 && !turns.get(call).calls(wire)) {
      call--;
    }
    if (call < 0) {
      throw new UnsupportedRequestException(
          place + ".tool_call_id", "'" + wire + "' answers no tool call of the messages before it");
    }
    if (call + 2 < turns.size() && turns.get(call + 2).side() != Side.SYSTEM) {
      adjusted(Kind.EMULATED, place, "moved to right after its tool call");
    }
    AnthropicTurn home = call + 1 < turns.size() ? turns.get(call + 1) : turnOf(Side.USER, index);
    if (home.answers(wire)) {
      throw new UnsupportedRequestException(
          place + ".tool_call_id",
          "'" + wire + "' has a result already, and Anthropic takes one: give it once");
    }
    home.add(result);
  }

  private void instruct(List<WireBlock> blocks, int index) {
    AnthropicTurn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
    if (last != null && last.side() != Side.ASSISTANT && model.takesInstructionsInPlace()) {
      AnthropicTurn turn = turnOf(Side.SYSTEM, index);
      blocks.forEach(turn::add);
    } else {
      hoist(blocks, "messages[" + index + "]");
    }
  }

  private void hoist(List<WireBlock> blocks, String place) {
    if (!turns.isEmpty()) {
      adjusted(Kind.EMULATED, place, "moved to the front: Anthropic has instructions only there");
    }
    for (WireBlock block : blocks) {
      if (block.type().equals("text")) {
        system.add(block);
      } else {
        adjusted(
            Kind.DROPPED, place, "Anthropic's instructions are text; a block of " + block.type());
      }
    }
  }

  private AnthropicTurn turnOf(Side side, int index) {
    AnthropicTurn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
    if (last != null && last.side() == Side.SYSTEM && side == Side.USER) {
      turns.remove(turns.size() - 1); // Between turns of the user there is no place for it.
      hoist(last.others(), last.place());
      last = turns.get(turns.size() - 1);
    }
    if (last == null || last.side() != side) {
      last = new AnthropicTurn(side, index);
      turns.add(last);
    }
    return last;
  }

  /** An answer that was begun for the model: newer ones take none, all refuse blanks at its end. */
  private void checkEnd(AnthropicTurn last) {
    if (!last.assistant() || last.hasServerTools()) {
      return;
    }
    if (!model.takesPrefill()) {
      throw new UnsupportedRequestException(
          last.place(),
          "the model does not go on with a message of the assistant: end with one of the user");
    }
    if (last.cutBlanksAtTheEnd()) {
      adjusted(
          Kind.EMULATED, last.place() + ".content", "without the blanks at the end of the answer");
    }
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
