package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import java.util.ArrayList;
import java.util.List;

/** Cuts answers into the events of a stream, and puts them together for who does not stream. */
final class Pieces {
  private Pieces() {}

  /** The words of a text, each with the blanks behind it: joined, they are the text again. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < text.length(); i++) {
      boolean begins = Character.isWhitespace(text.charAt(i - 1));
      if (begins && !Character.isWhitespace(text.charAt(i))) {
        words.add(text.substring(start, i));
        start = i;
      }
    }
    if (!text.isEmpty()) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** A tool call as it comes in streams: its name, then its arguments in halves. */
  static List<ChatEvent> toolCall(int choice, int index, ContentPart.ToolCall call) {
    List<ChatEvent> events = new ArrayList<>(3);
    events.add(new ChatEvent.ToolCallDelta(choice, index, call.id(), call.name(), "", call.type()));
    String arguments = call.arguments();
    int half = arguments.length() / 2;
    for (String piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
      if (!piece.isEmpty()) {
        events.add(new ChatEvent.ToolCallDelta(choice, index, null, null, piece, call.type()));
      }
    }
    return events;
  }

  /** The content of a response in small events. */
  static List<ChatEvent> small(ChatResponse response) {
    return events(response, true);
  }

  /** The same content in few large events. */
  static List<ChatEvent> large(List<ChatEvent> small) {
    ChatCollector collector = new ChatCollector();
    small.forEach(collector::add);
    return events(collector.toResponse().build(), false);
  }

  private static List<ChatEvent> events(ChatResponse response, boolean small) {
    List<ChatEvent> events = new ArrayList<>();
    for (int choice = 0; choice < response.choices().size(); choice++) {
      ChatChoice answer = response.choices().get(choice);
      int toolCalls = 0;
      for (ContentPart part : answer.message().parts()) {
        if (part instanceof ContentPart.ToolCall call) {
          events.addAll(
              small ? toolCall(choice, toolCalls, call) : List.of(whole(choice, toolCalls, call)));
          toolCalls++;
        } else {
          addPart(events, choice, part, small);
        }
      }
    }
    return events;
  }

  private static ChatEvent whole(int choice, int index, ContentPart.ToolCall call) {
    return new ChatEvent.ToolCallDelta(
        choice, index, call.id(), call.name(), call.arguments(), call.type());
  }

  private static void addPart(List<ChatEvent> events, int choice, ContentPart part, boolean small) {
    if (part instanceof ContentPart.Text text) {
      for (String piece : small ? words(text.text()) : List.of(text.text())) {
        events.add(new ChatEvent.TextDelta(choice, piece));
      }
    } else if (part instanceof ContentPart.Reasoning reasoning) {
      events.add(new ChatEvent.ReasoningDelta(choice, reasoning.text(), reasoning.state()));
    } else if (part instanceof ContentPart.Refusal refusal) {
      events.add(new ChatEvent.RefusalDelta(choice, refusal.text()));
    } else if (part instanceof ContentPart.ProviderBlock block) {
      events.add(new ChatEvent.BlockAdded(choice, block));
    } else {
      throw new AssertionError(
          "an answer cannot hold a part of kind " + part.getClass().getSimpleName());
    }
  }
}
