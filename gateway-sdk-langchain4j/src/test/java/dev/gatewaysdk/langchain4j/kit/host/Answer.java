package dev.gatewaysdk.langchain4j.kit.host;

import java.util.List;

/**
 * What a model answers: text or calls, in tokens.
 *
 * @param thinking empty if the model did not think
 * @param stop the stop sequence it came to; empty if none
 */
record Answer(
    List<String> thinking,
    List<String> tokens,
    List<Question.Call> calls,
    Ending ending,
    String stop) {

  static Answer text(String text) {
    return new Answer(List.of(), Tokens.of(text), List.of(), Ending.STOP, "");
  }

  static Answer calls(List<Question.Call> calls) {
    return new Answer(List.of(), List.of(), List.copyOf(calls), Ending.CALLS, "");
  }

  Answer thinking(String thought) {
    return new Answer(Tokens.of(thought), tokens, calls, ending, stop);
  }

  String text() {
    return String.join("", tokens);
  }

  int outputTokens() {
    int called = 0;
    for (Question.Call call : calls) {
      called += 1 + Tokens.of(call.arguments().toString()).size();
    }
    return thinking.size() + tokens.size() + called;
  }

  enum Ending {
    STOP,
    LENGTH,
    CALLS
  }
}
