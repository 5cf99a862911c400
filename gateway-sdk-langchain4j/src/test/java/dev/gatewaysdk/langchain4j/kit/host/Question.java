package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks, whatever wire it came on.
 *
 * @param choice {@code auto}, {@code none}, {@code required} or the name of a tool
 * @param schema what the answer must look like; null if it is free
 * @param json whether the answer must be JSON, of any shape
 * @param maxTokens null if there is no limit
 * @param countsStream whether a streamed answer ends with its usage
 */
record Question(
    String model,
    boolean streamed,
    String system,
    List<Turn> turns,
    List<Tool> tools,
    String choice,
    @Nullable JsonNode schema,
    boolean json,
    @Nullable Integer maxTokens,
    List<String> stop,
    boolean thinks,
    boolean countsStream) {

  /** Where the task that is to be answered was set: the last turn of a user. */
  int task() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role() == Role.USER) {
        return i;
      }
    }
    throw Refusal.badRequest("no message of a user");
  }

  /** What the request costs in tokens, roughly. */
  int inputTokens() {
    int length = system.length();
    for (Turn turn : turns) {
      length += turn.text().length() + 100 * turn.pictures().size();
    }
    return 3 + length / 4;
  }

  enum Role {
    USER,
    MODEL,
    TOOL
  }

  /**
   * One message, or one result of a tool.
   *
   * @param pictures what is on the pictures
   * @param callId which call a result belongs to
   */
  record Turn(
      Role role, String text, List<String> pictures, List<Call> calls, @Nullable String callId) {}

  /** A call as the model made it. */
  record Call(String id, String name, JsonNode arguments) {}

  /** A tool that may be called. */
  record Tool(String name, String description, JsonNode schema) {}
}
