package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.error.InvalidRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message of the request: all that one side says before the other does. */
final class AnthropicTurn {
  private static final Set<String> THINKING = Set.of("thinking", "redacted_thinking");

  /** Writes a content block. */
  interface Body {
    void write(JsonWriter json) throws IOException;
  }

  /**
   * A content block.
   *
   * @param toolCallId of a tool call, or of its result; null for all others
   */
  record Block(String type, @Nullable String toolCallId, Body body) {}

  private final boolean assistant;
  private final int firstMessage;
  private final List<Block> results = new ArrayList<>(0);
  private final List<Block> others = new ArrayList<>(2);

  /**
   * @param firstMessage the index of its first message in the neutral request
   */
  AnthropicTurn(boolean assistant, int firstMessage) {
    this.assistant = assistant;
    this.firstMessage = firstMessage;
  }

  boolean assistant() {
    return assistant;
  }

  /** Adds a block; results of tools come before everything else of their turn. */
  void add(Block block) {
    (block.type.equals("tool_result") ? results : others).add(block);
  }

  boolean isEmpty() {
    return results.isEmpty() && others.isEmpty();
  }

  /** Moves signed thinking to the front if the turn does not begin with some. */
  void beginWithThinking() {
    for (int i = 0; i < others.size(); i++) {
      if (THINKING.contains(others.get(i).type)) {
        others.add(0, others.remove(i));
        return;
      }
    }
  }

  /** Whether it asks for tools without having begun with signed thinking. */
  boolean callsToolsUnthinkingly() {
    return !idsOf(others).isEmpty() && !THINKING.contains(others.get(0).type);
  }

  /**
   * Checks that every tool call is answered right after it, and every answer has its call.
   *
   * @param before null for the first turn
   */
  void requireAnswersTo(@Nullable AnthropicTurn before) {
    Set<String> answered = idsOf(results);
    Set<String> asked = before == null ? Set.of() : idsOf(before.others);
    if (before != null) {
      before.requireAnswered(answered);
    }
    for (String id : answered) {
      if (!asked.contains(id)) {
        throw new InvalidRequestException(
            "messages[" + firstMessage + "].tool_call_id",
            "'"
                + id
                + "' answers no tool call of the assistant message right before it, as"
                + " Anthropic demands");
      }
    }
  }

  /** Checks that every tool call of this turn is among those. */
  void requireAnswered(Set<String> answered) {
    for (String id : idsOf(others)) {
      if (!answered.contains(id)) {
        throw new InvalidRequestException(
            "messages[" + firstMessage + "].tool_calls",
            "'"
                + id
                + "' has no result in the messages right after it, as Anthropic demands: add"
                + " one with toolResult(…)");
      }
    }
  }

  void write(JsonWriter json) throws IOException {
    json.beginObject();
    json.name("role").value(assistant ? "assistant" : "user");
    json.name("content").beginArray();
    for (Block block : results) {
      block.body.write(json);
    }
    for (Block block : others) {
      block.body.write(json);
    }
    json.endArray().endObject();
  }

  private static Set<String> idsOf(List<Block> blocks) {
    Set<String> ids = null;
    for (Block block : blocks) {
      if (block.toolCallId != null) {
        ids = ids == null ? new HashSet<>() : ids;
        ids.add(block.toolCallId);
      }
    }
    return ids == null ? Set.of() : ids;
  }
}
