package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of the request: all that one side says before the other does. */
final class ConverseTurn {
  private final boolean assistant;
  private final int firstMessage;
  private final List<ConverseBlock> results = new ArrayList<>(0);
  private final List<ConverseBlock> others = new ArrayList<>(2);

  /**
   * @param firstMessage the index of its first message in the neutral request
   */
  ConverseTurn(boolean assistant, int firstMessage) {
    this.assistant = assistant;
    this.firstMessage = firstMessage;
  }

  boolean assistant() {
    return assistant;
  }

  /** Where it begins in the neutral request, for messages. */
  String place() {
    return "messages[" + firstMessage + "]";
  }

  void add(ConverseBlock block) {
    others.add(block);
  }

  /** Adds a result, or a mark after one: these come before everything else of their turn. */
  void addResult(ConverseBlock block) {
    results.add(block);
  }

  boolean has(String kind) {
    return others.stream().anyMatch(block -> block.kind().equals(kind));
  }

  boolean hasTools() {
    return !results.isEmpty() || others.stream().anyMatch(ConverseBlock::isToolCall);
  }

  /** Puts blocks before all that is said in it. */
  void beginWith(List<ConverseBlock> blocks) {
    others.addAll(0, blocks);
  }

  /**
   * Splits a turn that has both text and tools: into what is said before the calls and the calls,
   * or into the results and what is said after them.
   *
   * @return the later part; null if there is only one kind of blocks
   */
  @Nullable ConverseTurn splitOff() {
    ConverseTurn rest = new ConverseTurn(assistant, firstMessage);
    if (assistant) {
      others.stream().filter(ConverseBlock::isToolCall).forEach(rest.others::add);
      if (rest.others.isEmpty() || rest.others.size() == others.size()) {
        return null;
      }
      others.removeAll(rest.others);
      return rest;
    }
    if (results.isEmpty() || others.isEmpty()) {
      return null;
    }
    rest.others.addAll(others);
    others.clear();
    return rest;
  }

  /** Moves signed thinking to the front if the turn does not begin with some. */
  void beginWithThinking() {
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).isThought()) {
        others.add(0, others.remove(i));
        return;
      }
    }
  }

  /** Whether it asks for tools without having begun with signed thinking. */
  boolean callsToolsUnthinkingly() {
    return others.stream().anyMatch(ConverseBlock::isToolCall) && !others.get(0).isThought();
  }

  /** Cuts blanks off the end of its text, and says whether there were any. */
  boolean cutBlanksAtTheEnd() {
    int end = others.size() - 1;
    String text = end < 0 ? null : others.get(end).text();
    if (text == null || text.stripTrailing().length() == text.length()) {
      return false;
    }
    others.set(end, ConverseBlock.text(text.stripTrailing()));
    return true;
  }

  boolean calls(String id) {
    return others.stream().anyMatch(block -> block.isToolCall() && id.equals(block.toolUseId()));
  }

  boolean answers(String id) {
    return results.stream().anyMatch(block -> id.equals(block.toolUseId()));
  }

  /**
   * Checks that every tool call of this turn is answered in the next.
   *
   * @param next null after the last turn
   */
  void requireAnswers(@Nullable ConverseTurn next) {
    for (ConverseBlock block : others) {
      String id = block.isToolCall() ? block.toolUseId() : null;
      if (id != null && (next == null || !next.answers(id))) {
        throw new UnsupportedRequestException(
            place() + ".tool_calls",
            "'"
                + id
                + "' has no result in the messages right after it, as Converse demands: add one"
                + " with toolResult(…), or leave the call out");
      }
    }
  }

  void write(JsonWriter json) throws IOException {
    json.beginObject().name("role").value(assistant ? "assistant" : "user");
    json.name("content").beginArray();
    for (ConverseBlock block : results) {
      block.body().write(json);
    }
    for (ConverseBlock block : others) {
      block.body().write(json);
    }
    json.endArray().endObject();
  }
}
