package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.Logprobs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** A tool call as it comes in streams: its name and state, then its arguments in halves. */
  static List<ChatEvent> toolCall(int choice, int index, ContentPart.ToolCall call) {
    List<ChatEvent> events = new ArrayList<>(3);
    events.add(
        new ChatEvent.ToolCallDelta(
            choice, index, call.id(), call.name(), "", call.type(), call.state()));
    String arguments = call.arguments();
    int half = arguments.length() / 2;
    for (String piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
      if (!piece.isEmpty()) {
        events.add(new ChatEvent.ToolCallDelta(choice, index, null, null, piece, call.type()));
      }
    }
    return events;
  }

  /** A spoken answer as it comes in streams: its id, then the words, then when it expires. */
  static List<ChatEvent> spoken(int choice, ContentPart.SpokenAnswer spoken) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(new ChatEvent.AudioDelta(choice, spoken.id(), "", "", null));
    for (String word : words(spoken.transcript())) {
      events.add(new ChatEvent.AudioDelta(choice, null, "", word, null));
    }
    events.add(new ChatEvent.AudioDelta(choice, null, spoken.data(), "", spoken.expiresAt()));
    return events;
  }

  /** What is reported beside the content: likelihoods and further fields. */
  static List<ChatEvent> reports(ChatResponse response) {
    List<ChatEvent> events = new ArrayList<>();
    for (int choice = 0; choice < response.choices().size(); choice++) {
      Logprobs tokens = response.choices().get(choice).logprobs();
      if (tokens != null) {
        events.add(new ChatEvent.LogprobsDelta(choice, tokens));
      }
    }
    response
        .extras()
        .forEach((name, value) -> events.add(new ChatEvent.FieldReported(name, value)));
    return events;
  }

  /** The same pieces, those of each choice and tool call in turn. */
  static List<ChatEvent> interleaved(List<ChatEvent> pieces) {
    Map<String, Deque<ChatEvent>> channels = new LinkedHashMap<>();
    pieces.forEach(
        piece -> channels.computeIfAbsent(channel(piece), name -> new ArrayDeque<>()).add(piece));
    List<ChatEvent> mixed = new ArrayList<>(pieces.size());
    while (mixed.size() < pieces.size()) {
      for (Deque<ChatEvent> channel : channels.values()) {
        if (!channel.isEmpty()) {
          mixed.add(channel.remove());
        }
      }
    }
    return mixed;
  }

  /** What must stay in order: a tool call by itself, all else of a choice. */
  private static String channel(ChatEvent piece) {
    return piece instanceof ChatEvent.ToolCallDelta call
        ? call.choice() + "/" + call.index()
        : String.valueOf(choice(piece));
  }

  /** How many choices the pieces belong to. */
  static int choices(List<ChatEvent> pieces) {
    return 1 + pieces.stream().mapToInt(Pieces::choice).max().orElse(0);
  }

  private static int choice(ChatEvent piece) {
    if (piece instanceof ChatEvent.TextDelta e) {
      return e.choice();
    }
    if (piece instanceof ChatEvent.ReasoningDelta e) {
      return e.choice();
    }
    if (piece instanceof ChatEvent.RefusalDelta e) {
      return e.choice();
    }
    if (piece instanceof ChatEvent.ToolCallDelta e) {
      return e.choice();
    }
    if (piece instanceof ChatEvent.AudioDelta e) {
      return e.choice();
    }
    return piece instanceof ChatEvent.BlockAdded e ? e.choice() : 0;
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
        choice, index, call.id(), call.name(), call.arguments(), call.type(), call.state());
  }

  private static void addPart(List<ChatEvent> events, int choice, ContentPart part, boolean small) {
    if (part instanceof ContentPart.Text text) {
      List<String> pieces = small ? words(text.text()) : List.of(text.text());
      for (int i = 0; i < pieces.size(); i++) {
        boolean last = i == pieces.size() - 1;
        events.add(new ChatEvent.TextDelta(choice, pieces.get(i), last ? text.state() : null));
      }
    } else if (part instanceof ContentPart.Reasoning reasoning) {
      events.add(new ChatEvent.ReasoningDelta(choice, reasoning.text(), reasoning.state()));
    } else if (part instanceof ContentPart.Refusal refusal) {
      events.add(new ChatEvent.RefusalDelta(choice, refusal.text()));
    } else if (part instanceof ContentPart.SpokenAnswer spoken) {
      events.addAll(
          small
              ? spoken(choice, spoken)
              : List.of(
                  new ChatEvent.AudioDelta(
                      choice,
                      spoken.id(),
                      spoken.data(),
                      spoken.transcript(),
                      spoken.expiresAt())));
    } else if (part instanceof ContentPart.ProviderBlock block) {
      events.add(new ChatEvent.BlockAdded(choice, block));
    } else {
      throw new AssertionError(
          "an answer cannot hold a part of kind " + part.getClass().getSimpleName());
    }
  }
}
