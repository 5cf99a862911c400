package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * The tool calls of one streamed answer, as they grow.
 *
 * <p>The gateway does not say where a call ends: it is whole when something else begins and its
 * arguments are closed JSON, and at the latest at the end of the answer. So calls may be
 * interleaved.
 */
final class StreamedToolCalls {
  private final StreamedAnswer answer;
  private final List<Growing> calls = new ArrayList<>(2);

  StreamedToolCalls(StreamedAnswer answer) {
    this.answer = answer;
  }

  /** A call under construction. */
  private static final class Growing {
    final int index;
    String id = "";
    String name = "";
    final StringBuilder arguments = new StringBuilder();
    boolean complete;

    Growing(int index) {
      this.index = index;
    }
  }

  void add(ToolCallDelta delta) {
    Growing call = null;
    for (Growing one : calls) {
      if (one.index == delta.index()) {
        call = one;
      } else {
        completeIf(one, false);
      }
    }
    if (call == null) {
      call = new Growing(delta.index());
      calls.add(call);
    }
    call.id = delta.id() == null ? call.id : delta.id();
    call.name = delta.name() == null ? call.name : delta.name();
    String more = delta.arguments();
    if (more.isEmpty() || call.complete) {
      return;
    }
    call.arguments.append(more);
    if (!call.name.isBlank()) { // LangChain4j has no nameless calls.
      answer.next(
          PartialToolCall.builder()
              .index(call.index)
              .id(call.id)
              .name(call.name)
              .partialArguments(more)
              .build());
    }
  }

  /**
   * Tells of the calls that are whole.
   *
   * @param all whether the answer has ended, so that all of them are
   */
  void complete(boolean all) {
    for (Growing call : calls) {
      completeIf(call, all);
    }
  }

  private void completeIf(Growing call, boolean ended) {
    if (!call.complete && (ended || closed(call.arguments))) {
      call.complete = true;
      answer.next(
          new CompleteToolCall(
              call.index, GatewayAnswers.toolCall(call.id, call.name, call.arguments.toString())));
    }
  }

  /** Whether it is an object, or an array, with as many ends as beginnings. */
  private static boolean closed(CharSequence json) {
    int depth = 0;
    boolean begun = false;
    boolean text = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (text && c == '\\') {
        i++;
      } else if (c == '"') {
        text = !text;
      } else if (!text && (c == '{' || c == '[')) {
        depth++;
        begun = true;
      } else if (!text && (c == '}' || c == ']')) {
        depth--;
      }
    }
    return begun && depth == 0;
  }
}
