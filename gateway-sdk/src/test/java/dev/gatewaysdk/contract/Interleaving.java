package dev.gatewaysdk.contract;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Other orders in which a wire may send the pieces of parallel tool calls. */
final class Interleaving {
  private final List<String> before = new ArrayList<>();
  private final TreeMap<Integer, List<String>> calls = new TreeMap<>();
  private final List<String> after = new ArrayList<>();

  /**
   * @param frames of a stream
   * @param call which tool call a frame is a piece of; null if of none
   */
  Interleaving(List<String> frames, Function<String, @Nullable Integer> call) {
    for (String frame : frames) {
      Integer index = call.apply(frame);
      if (index != null) {
        calls.computeIfAbsent(index, i -> new ArrayList<>()).add(frame);
      } else {
        (calls.isEmpty() ? before : after).add(frame);
      }
    }
  }

  /** How many calls of a stream have their arguments in several pieces. */
  static long callsInPieces(List<ReplyEvent> events) {
    return events.stream()
        .filter(event -> event instanceof ChatEvent.ToolCallDelta)
        .map(event -> (ChatEvent.ToolCallDelta) event)
        .filter(delta -> !delta.arguments().isEmpty())
        .collect(groupingBy(delta -> List.of(delta.choice(), delta.index()), counting()))
        .values()
        .stream()
        .filter(pieces -> pieces > 1)
        .count();
  }

  /** How many calls have several pieces, so that there is another order. */
  int calls() {
    return (int) calls.values().stream().filter(pieces -> pieces.size() > 1).count();
  }

  /** Some order: the pieces of a call keep theirs, and calls begin in the order of their index. */
  List<String> shuffled(Random random) {
    List<String> frames = new ArrayList<>(before);
    TreeMap<Integer, Queue<String>> left = new TreeMap<>();
    calls.forEach((index, pieces) -> left.put(index, new ArrayDeque<>(pieces)));
    int begun = 0;
    while (!left.isEmpty()) {
      List<Map.Entry<Integer, Queue<String>>> ready = new ArrayList<>();
      for (Map.Entry<Integer, Queue<String>> call : left.entrySet()) {
        ready.add(call);
        if (position(call.getKey()) >= begun) {
          break; // The next one to begin; those after it have to wait.
        }
      }
      Map.Entry<Integer, Queue<String>> next = ready.get(random.nextInt(ready.size()));
      begun = Math.max(begun, position(next.getKey()) + 1);
      frames.add(next.getValue().remove());
      if (next.getValue().isEmpty()) {
        left.remove(next.getKey());
      }
    }
    frames.addAll(after);
    return frames;
  }

  private int position(int index) {
    return calls.headMap(index).size();
  }
}
