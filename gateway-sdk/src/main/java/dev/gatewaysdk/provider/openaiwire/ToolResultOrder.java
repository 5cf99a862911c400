package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the results of tools right behind the message that called them, as hosts demand. */
final class ToolResultOrder {
  private ToolResultOrder() {}

  /** The messages themselves if all results are in place. */
  static List<ChatMessage> of(List<ChatMessage> messages, Losses losses) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).role() == Role.TOOL && !inPlace(messages, i)) {
        losses.emulated(
            "messages.tool_call_id", "results moved to right behind the calls that they answer");
        return ordered(messages);
      }
    }
    return messages;
  }

  private static boolean inPlace(List<ChatMessage> messages, int result) {
    int before = result - 1;
    while (before >= 0 && messages.get(before).role() == Role.TOOL) {
      before--;
    }
    return before >= 0 && calls(messages.get(before), messages.get(result).toolCallId());
  }

  private static boolean calls(ChatMessage message, @Nullable String id) {
    for (ContentPart part : message.parts()) {
      if (part instanceof ToolCall call && call.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  private static List<ChatMessage> ordered(List<ChatMessage> messages) {
    List<@Nullable ChatMessage> left = new ArrayList<>(messages);
    List<ChatMessage> ordered = new ArrayList<>(messages.size());
    for (int i = 0; i < left.size(); i++) {
      ChatMessage message = left.get(i);
      if (message == null) {
        continue;
      }
      ordered.add(message);
      for (ToolCall call : message.toolCalls()) {
        addResult(call.id(), left, i + 1, ordered);
      }
    }
    return ordered;
  }

  private static void addResult(
      String id, List<@Nullable ChatMessage> left, int from, List<ChatMessage> ordered) {
    for (int i = from; i < left.size(); i++) {
      ChatMessage message = left.get(i);
      if (message != null && id.equals(message.toolCallId())) {
        ordered.add(message);
        left.set(i, null);
        return;
      }
    }
  }
}
