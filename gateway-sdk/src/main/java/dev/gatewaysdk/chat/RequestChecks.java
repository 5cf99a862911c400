package dev.gatewaysdk.chat;

import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.InvalidRequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What no provider would accept is refused here, before anything is sent. */
final class RequestChecks {
  private RequestChecks() {}

  static double between(String parameter, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // So that NaN fails, too.
      throw new InvalidRequestException(
          parameter, "is " + value + "; allowed: " + least + " to " + most);
    }
    return value;
  }

  static int positive(String parameter, int value) {
    if (value < 1) {
      throw new InvalidRequestException(parameter, "is " + value + "; it must be at least 1");
    }
    return value;
  }

  static void messages(List<ChatMessage> messages) {
    if (messages.isEmpty()) {
      throw new InvalidRequestException("messages", "must not be empty: add one with user(\"…\")");
    }
    Set<String> calls = null;
    for (int i = 0; i < messages.size(); i++) {
      ChatMessage message = messages.get(i);
      if (message.parts().isEmpty() && message.role() != Role.ASSISTANT) {
        throw new InvalidRequestException("messages[" + i + "].content", "must not be empty");
      }
      for (ContentPart part : message.parts()) {
        wellFormed(i, part);
        if (part instanceof ToolCall call) {
          calls = calls == null ? new HashSet<>() : calls;
          calls.add(call.id());
        }
      }
      if (message.role() == Role.TOOL && (calls == null || !calls.contains(message.toolCallId()))) {
        throw new InvalidRequestException(
            "messages[" + i + "].tool_call_id",
            "'" + message.toolCallId() + "' answers no tool call of an earlier assistant message");
      }
    }
  }

  private static void wellFormed(int message, ContentPart part) {
    if (part instanceof Text text) {
      wellFormed(message, text.text());
    } else if (part instanceof ToolCall call) {
      wellFormed(message, call.name());
      wellFormed(message, call.arguments());
    } else if (part instanceof Reasoning reasoning) {
      wellFormed(message, reasoning.text());
    } else if (part instanceof Refusal refusal) {
      wellFormed(message, refusal.text());
    }
  }

  /** UTF-8 has no form for half a surrogate pair; encoders would silently send a '?'. */
  private static void wellFormed(int message, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new InvalidRequestException(
              "messages[" + message + "].content",
              "has half a surrogate pair at position "
                  + i
                  + ": the text was cut inside a"
                  + " character");
        }
        i++;
      }
    }
  }
}
