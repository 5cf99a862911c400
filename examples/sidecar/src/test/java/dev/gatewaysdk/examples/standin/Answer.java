package dev.gatewaysdk.examples.standin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answers, whichever its wire.
 *
 * @param reasoning what the model thinks before it answers; empty if it does not
 * @param pieces the text, as it is streamed; empty if there is none
 * @param refused whether the text is a refusal
 * @param calls the tools it asks for
 * @param ending how the answer ends
 */
record Answer(
    String reasoning, List<String> pieces, boolean refused, List<ToolCall> calls, Ending ending) {

  /** How an answer ends. */
  enum Ending {
    /** As it should. */
    WHOLE,
    /** By its limit of tokens. */
    LENGTH,
    /** A stream: by an error instead of the rest. */
    ERROR,
    /** A stream: without its last events. */
    CUT,
    /** A stream: not before {@link StandIn#release()}, or until who asked has gone. */
    HELD
  }

  /**
   * A tool that the model asks for.
   *
   * @param arguments JSON
   */
  record ToolCall(String id, String name, String arguments) {}

  static Answer text(String... pieces) {
    return new Answer("", List.of(pieces), false, List.of(), Ending.WHOLE);
  }

  static Answer calls(ToolCall... calls) {
    return new Answer("", List.of(), false, List.of(calls), Ending.WHOLE);
  }

  Answer refusal() {
    return new Answer(reasoning, pieces, true, calls, ending);
  }

  Answer after(String thought) {
    return new Answer(thought, pieces, refused, calls, ending);
  }

  Answer ends(Ending how) {
    return new Answer(reasoning, pieces, refused, calls, how);
  }

  /** The whole text; null if there is none. */
  @Nullable String text() {
    return pieces.isEmpty() ? null : String.join("", pieces);
  }
}
