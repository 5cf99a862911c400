package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls of an answer in events, whether the model gives them whole or in pieces. */
final class ModelToolCalls {
  private final Consumer<? super ChatEvent> out;
  private final Map<Integer, Integer> numbers = new HashMap<>(); // By the model's own counting.
  private final List<Integer> said = new ArrayList<>(); // Characters of each call's arguments.

  ModelToolCalls(Consumer<? super ChatEvent> out) {
    this.out = out;
  }

  /** How many have begun. */
  int begun() {
    return said.size();
  }

  /** A piece of the arguments. */
  void piece(int index, @Nullable String id, String name, String arguments) {
    Integer known = numbers.get(index);
    if (known == null) {
      begin(index, id, name, arguments);
    } else {
      goOn(known, arguments);
    }
  }

  /**
   * A whole call, of which only what was not said before is said.
   *
   * @param index the model's own counting; null for a new call
   */
  void whole(@Nullable Integer index, ToolExecutionRequest call) {
    String arguments = call.arguments() == null ? "{}" : call.arguments();
    Integer known = index == null ? null : numbers.get(index);
    if (known == null) {
      begin(index, call.id(), call.name(), arguments);
    } else if (arguments.length() > said.get(known)) {
      goOn(known, arguments.substring(said.get(known)));
    }
  }

  private void begin(@Nullable Integer index, @Nullable String id, String name, String arguments) {
    int number = said.size();
    if (index != null) {
      numbers.put(index, number);
    }
    said.add(arguments.length());
    out.accept(
        new ChatEvent.ToolCallDelta(
            0, number, id == null ? "" : id, name, arguments, ContentPart.ToolCall.Type.FUNCTION));
  }

  private void goOn(int number, String arguments) {
    said.set(number, said.get(number) + arguments.length());
    out.accept(
        new ChatEvent.ToolCallDelta(
            0, number, null, null, arguments, ContentPart.ToolCall.Type.FUNCTION));
  }
}
