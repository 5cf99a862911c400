package dev.gatewaysdk.chat;

import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no provider would accept is refused here, before anything is sent. */
final class RequestChecks {
  private RequestChecks() {}

  static double between(String parameter, double value, double least, double most) {
    Checks.between(parameter, value, least, most);
    return value;
  }

  static int positive(String parameter, int value) {
    Checks.atLeast(parameter, value, 1);
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
      if (message.name() != null) {
        Surrogates.require("messages[" + i + "].name", message.name());
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
    String place = "messages[" + message + "].content";
    if (part instanceof Text text) {
      Surrogates.require(place, text.text());
    } else if (part instanceof ToolCall call) {
      Surrogates.require(place, call.id());
      Surrogates.require(place, call.name());
      Surrogates.require(place, call.arguments());
    } else if (part instanceof Reasoning reasoning) {
      Surrogates.require(place, reasoning.text());
    } else if (part instanceof Refusal refusal) {
      Surrogates.require(place, refusal.text());
    } else if (part instanceof Image image) {
      Surrogates.require(place, image.url());
    } else if (part instanceof Audio audio) {
      Surrogates.require(place, audio.data());
      Surrogates.require(place, audio.format());
    } else if (part instanceof File file) {
      Surrogates.require(place, file.source());
      Surrogates.require(place, file.name() == null ? "" : file.name());
    } else if (part instanceof SpokenAnswer spoken) {
      Surrogates.require(place, spoken.id() == null ? "" : spoken.id());
      Surrogates.require(place, spoken.transcript());
    }
  }

  /** A value of plain Java as JSON. */
  static RawJson json(String parameter, @Nullable Object value) {
    try {
      return RawJson.of(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(parameter, String.valueOf(e.getMessage()));
    }
  }
}
