package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as Converse takes it: instructions apart, then turns of user and assistant.
 *
 * <p>What can be put in order without making anything up is put in order: messages of one side that
 * follow one another become one turn; results of tools come first in the turn after their calls.
 * What cannot, such as a call without a result, is refused.
 */
final class ConverseConversation {
  private static final String ABOUT_A_DOCUMENT = "See the document.";

  private final ConverseCachePoints cachePoints;
  private final Consumer<Adjustment> adjusted;
  private final ConverseCallIds ids;
  private final ConverseParts parts;
  private final List<ConverseBlock> system = new ArrayList<>(1);
  private final List<ConverseTurn> turns = new ArrayList<>();

  /**
   * @throws UnsupportedRequestException if Converse is sure to refuse it; names the message
   */
  ConverseConversation(
      List<ChatMessage> messages,
      ToolNames names,
      ConverseCachePoints cachePoints,
      Consumer<Adjustment> adjusted) {
    this.cachePoints = cachePoints;
    this.adjusted = adjusted;
    this.ids = new ConverseCallIds(adjusted);
    this.parts = new ConverseParts(names, ids, cachePoints, adjusted);
    // Instructions are cached before everything else, wherever they stand.
    for (int i = 0; i < messages.size(); i++) {
      if (isInstruction(messages.get(i))) {
        instruct(messages.get(i), i, messages);
      }
    }
    for (int i = 0; i < messages.size(); i++) {
      if (!isInstruction(messages.get(i))) {
        add(messages.get(i), i);
      }
    }
    check();
  }

  /** The instructions, in order; may be empty. */
  List<ConverseBlock> system() {
    return system;
  }

  /** The turns, in order; never empty. */
  List<ConverseTurn> turns() {
    return turns;
  }

  /** Whether tools were called or answered in it. */
  boolean hasTools() {
    return turns.stream().anyMatch(ConverseTurn::hasTools);
  }

  /** Lets turns of the assistant begin with their thinking, which some models demand. */
  void beginWithThinking() {
    turns.stream().filter(ConverseTurn::assistant).forEach(ConverseTurn::beginWithThinking);
  }

  /** Whether the assistant's last turn asks for tools without signed thinking before. */
  boolean callsToolsUnthinkingly() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).assistant()) {
        return turns.get(i).callsToolsUnthinkingly();
      }
    }
    return false;
  }

  private static boolean isInstruction(ChatMessage message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  private void instruct(ChatMessage message, int index, List<ChatMessage> messages) {
    String place = "messages[" + index + "]";
    name(message, place);
    if (messages.subList(0, index).stream().anyMatch(before -> !isInstruction(before))) {
      adjusted(Kind.EMULATED, place, "moved to the front: Converse has instructions only there");
    }
    for (ConverseBlock block : parts.blocks(message, place)) {
      if (block.text() != null || block.isCachePoint() || block.kind().equals("guardContent")) {
        system.add(block);
      } else {
        adjusted(
            Kind.DROPPED, place, "Converse's instructions are text; a block of " + block.kind());
      }
    }
  }

  private void add(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    name(message, place);
    if (message.role() == Role.TOOL) {
      result(message, index);
      return;
    }
    List<ConverseBlock> blocks = parts.blocks(message, place);
    if (blocks.isEmpty()) {
      // An answer may be empty; to leave it out loses nothing.
      boolean nothing =
          message.role() == Role.ASSISTANT
              && message.parts().stream()
                  .allMatch(part -> part instanceof Text text && text.text().isBlank());
      adjusted(
          nothing ? Kind.EMULATED : Kind.DROPPED,
          place,
          "left out: nothing is left of it, and Converse takes no empty message");
      return;
    }
    ConverseTurn turn = turnOf(message.role() == Role.ASSISTANT, index);
    blocks.forEach(turn::add);
    if (!turn.assistant() && turn.has("document") && !turn.has("text")) {
      turn.add(ConverseBlock.text(ABOUT_A_DOCUMENT));
      adjusted(Kind.DEFAULTED, place + ".content", "a text, which Converse demands with documents");
    }
  }

  /** Puts a result into the turn after its call, wherever it came. */
  private void result(ChatMessage message, int index) {
    String place = "messages[" + index + "]";
    String wire = ids.ofResult(Objects.requireNonNullElse(message.toolCallId(), ""));
    List<ContentPart> content = message.parts();
    CacheMark mark = content.get(content.size() - 1) instanceof CacheMark last ? last : null;
    if (mark != null) { // Whatever the content ends with ends the result.
      content = content.subList(0, content.size() - 1);
    }
    ConverseBlock result =
        parts.toolResult(wire, parts.blocks(ChatMessage.toolResult(wire, content), place));
    int call = turns.size() - 1;
    while (call >= 0 && !turns.get(call).calls(wire)) {
      call--;
    }
    if (call < 0) {
      throw new UnsupportedRequestException(
          place + ".tool_call_id", "'" + wire + "' answers no tool call of the messages before it");
    }
    if (call + 2 < turns.size()) {
      adjusted(Kind.EMULATED, place, "moved to right after its tool call");
    }
    ConverseTurn home = call + 1 < turns.size() ? turns.get(call + 1) : turnOf(false, index);
    if (home.answers(wire)) {
      throw new UnsupportedRequestException(
          place + ".tool_call_id",
          "'" + wire + "' has a result already, and Converse takes one: give it once");
    }
    home.addResult(result);
    ConverseBlock point = mark == null ? null : cachePoints.next(mark, false);
    if (point != null) {
      home.addResult(point);
    }
  }

  private ConverseTurn turnOf(boolean assistant, int index) {
    ConverseTurn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
    if (last == null || last.assistant() != assistant) {
      last = new ConverseTurn(assistant, index);
      turns.add(last);
    }
    return last;
  }

  private void check() {
    if (turns.isEmpty() || turns.get(0).assistant()) {
      throw new UnsupportedRequestException(
          turns.isEmpty() ? "messages" : turns.get(0).place(),
          "Converse wants a conversation to begin with a message of the user that is not blank");
    }
    for (int i = 0; i < turns.size(); i++) {
      @Nullable ConverseTurn next = i + 1 < turns.size() ? turns.get(i + 1) : null;
      turns.get(i).requireAnswers(next);
    }
    ConverseTurn last = turns.get(turns.size() - 1);
    if (last.assistant() && last.cutBlanksAtTheEnd()) {
      adjusted(
          Kind.EMULATED, last.place() + ".content", "without the blanks at the end of the answer");
    }
  }

  private void name(ChatMessage message, String place) {
    if (message.name() != null) {
      adjusted(Kind.DROPPED, place + ".name", "Converse has no names of speakers");
    }
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
