package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.UnsupportedRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of the request: all that one side says before the other does. */
final class AnthropicTurn {
  /** Whose turn it is. */
  enum Side {
    USER("user"),
    ASSISTANT("assistant"),
    SYSTEM("system");

    private final String role;

    Side(String role) {
      this.role = role;
    }
  }

  private final Side side;
  private final int firstMessage;
  private final List<WireBlock> results = new ArrayList<>(0);
  private final List<WireBlock> others = new ArrayList<>(2);

  /**
   * @param firstMessage the index of its first message in the neutral request
   */
  AnthropicTurn(Side side, int firstMessage) {
    this.side = side;
    this.firstMessage = firstMessage;
  }

  Side side() {
    return side;
  }

  boolean assistant() {
    return side == Side.ASSISTANT;
  }

  /** Where it begins in the neutral request, for messages. */
  String place() {
    return "messages[" + firstMessage + "]";
  }

  /** Adds a block; results of tools come before everything else of their turn. */
  void add(WireBlock block) {
    (block.isToolResult() ? results : others).add(block);
  }

  /** All but results of tools. */
  List<WireBlock> others() {
    return others;
  }

  /** Moves signed thinking to the front if the turn does not begin with some. */
  void beginWithThinking() {
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).isThinking()) {
        others.add(0, others.remove(i));
        return;
      }
    }
  }

  /** Whether it asks for tools without having begun with signed thinking. */
  boolean callsToolsUnthinkingly() {
    return others.stream().anyMatch(WireBlock::isToolCall) && !others.get(0).isThinking();
  }

  /**
   * Whether a tool of Anthropic's ran in it, or still runs: a paused turn is sent back to go on.
   */
  boolean hasServerTools() {
    return others.stream().anyMatch(block -> block.type().endsWith("server_tool_use"));
  }

  /** Cuts blanks off the end of its text, and says whether there were any. */
  boolean cutBlanksAtTheEnd() {
    int end = others.size() - 1;
    WireBlock last = others.get(end);
    others.set(end, last.withoutBlanksAtTheEnd());
    return others.get(end) != last;
  }

  /** Whether it has a tool call of that id. */
  boolean calls(String id) {
    return others.stream().anyMatch(block -> block.isToolCall() && id.equals(block.toolCallId()));
  }

  /** Whether it has a result of that call. */
  boolean answers(String id) {
    return results.stream().anyMatch(block -> id.equals(block.toolCallId()));
  }

  /**
   * Checks that every tool call of this turn is answered in the next, and every result there
   * belongs to one.
   *
   * @param next null after the last turn
   */
  void requireAnswers(@Nullable AnthropicTurn next) {
    for (WireBlock block : others) {
      String id = block.isToolCall() ? block.toolCallId() : null;
      if (id != null && (next == null || !next.answers(id))) {
        throw new UnsupportedRequestException(
            place() + ".tool_calls",
            "'"
                + id
                + "' has no result in the messages right after it, as Anthropic demands: add"
                + " one with toolResult(…), or leave the call out");
      }
    }
    if (next != null) {
      next.requireCallsIn(this);
    }
  }

  /** Checks that every result of this turn has its call in that one. */
  void requireCallsIn(@Nullable AnthropicTurn before) {
    for (WireBlock result : results) {
      String id = result.toolCallId();
      if (id != null && (before == null || !before.calls(id))) {
        throw new UnsupportedRequestException(
            place() + ".tool_call_id",
            "'"
                + id
                + "' answers no tool call of the assistant message right before it, as"
                + " Anthropic demands");
      }
    }
  }

  void write(JsonWriter json, AnthropicCacheMarks marks) throws IOException {
    json.beginObject();
    json.name("role").value(side.role);
    json.name("content").beginArray();
    for (WireBlock block : results) {
      block.write(json, marks);
    }
    for (WireBlock block : others) {
      block.write(json, marks);
    }
    json.endArray().endObject();
  }
}
