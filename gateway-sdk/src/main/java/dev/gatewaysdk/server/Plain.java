package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the model as OpenAI's form has it: one text, one refusal, one line of reasoning, and
 * calls, without their order.
 *
 * @param calls each with an id, made up where the provider gave none
 */
record Plain(
    String reasoning,
    String text,
    String refusal,
    @Nullable SpokenAnswer spoken,
    List<ToolCall> calls) {

  /**
   * What OpenAI's form shows of these parts.
   *
   * @param made what ids begin with that are made up
   */
  static Plain of(List<ContentPart> parts, String made) {
    StringBuilder reasoning = new StringBuilder();
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    SpokenAnswer spoken = null;
    List<ToolCall> calls = new ArrayList<>(0);
    for (ContentPart part : parts) {
      if (part instanceof ContentPart.Text t) {
        text.append(t.text());
      } else if (part instanceof ContentPart.Reasoning r) {
        reasoning.append(r.text());
      } else if (part instanceof ContentPart.Refusal r) {
        refusal.append(r.text());
      } else if (part instanceof ToolCall call) {
        calls.add(withId(call, made, calls.size()));
      } else if (part instanceof SpokenAnswer s) {
        spoken = s;
      }
    }
    return new Plain(reasoning.toString(), text.toString(), refusal.toString(), spoken, calls);
  }

  /** A tool call without an id could not be answered. */
  static String id(@Nullable String id, String made, int index) {
    return id == null || id.isEmpty() ? made + "_" + index : id;
  }

  private static ToolCall withId(ToolCall call, String made, int index) {
    return new ToolCall(
        id(call.id(), made, index), call.name(), call.arguments(), call.type(), null);
  }

  /** The parts that a client's message in this form means, in the order that it implies. */
  List<ContentPart> parts() {
    return parts(reasoning, List.of(new ContentPart.Text(text)), refusal, spoken, calls);
  }

  /** The same, with the content in parts. */
  static List<ContentPart> parts(
      @Nullable String reasoning,
      List<ContentPart> content,
      @Nullable String refusal,
      @Nullable SpokenAnswer spoken,
      List<ToolCall> calls) {
    List<ContentPart> parts = new ArrayList<>(content.size() + calls.size());
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(new ContentPart.Reasoning(reasoning, null));
    }
    for (ContentPart part : content) {
      if (!(part instanceof ContentPart.Text text && text.text().isEmpty())) {
        parts.add(part);
      }
    }
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new ContentPart.Refusal(refusal));
    }
    if (spoken != null) {
      parts.add(spoken);
    }
    parts.addAll(calls);
    return parts;
  }
}
