package dev.gatewaysdk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.ToolCall.Type;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A unary answer is a stream with large events: cutting it up changes nothing. */
class ChatCollectorProperties {

  @Property
  void anAnswerIsTheSameInWhateverPiecesItCame(
      @ForAll("answers") List<ChatEvent> whole, @ForAll long seed) {
    List<ChatEvent> pieces = cut(whole, new Random(seed));

    assertThat(collect(pieces)).isEqualTo(collect(whole));
  }

  @Property
  void choicesAndToolCallsMayArriveInterleaved(
      @ForAll("answers") List<ChatEvent> first,
      @ForAll("answers") List<ChatEvent> second,
      @ForAll long seed) {
    List<ChatEvent> other = second.stream().map(e -> onChoice(e, 1)).toList();
    List<ChatEvent> inTurn = new ArrayList<>(first);
    inTurn.addAll(other);

    List<ChatEvent> mixed =
        interleave(cut(first, new Random(seed)), cut(other, new Random(~seed)), new Random(seed));

    assertThat(collect(mixed).choices()).isEqualTo(collect(inTurn).choices());
  }

  private static ChatResponse collect(List<ChatEvent> events) {
    ChatCollector collector = new ChatCollector();
    events.forEach(collector::add);
    return collector.toResponse().build();
  }

  /** Splits texts and arguments at random places. */
  private static List<ChatEvent> cut(List<ChatEvent> events, Random random) {
    List<ChatEvent> pieces = new ArrayList<>();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TextDelta e) {
        slices(e.text(), random).forEach(s -> pieces.add(new ChatEvent.TextDelta(e.choice(), s)));
      } else if (event instanceof ChatEvent.RefusalDelta e) {
        slices(e.text(), random)
            .forEach(s -> pieces.add(new ChatEvent.RefusalDelta(e.choice(), s)));
      } else if (event instanceof ChatEvent.ReasoningDelta e) {
        slices(e.text(), random)
            .forEach(s -> pieces.add(new ChatEvent.ReasoningDelta(e.choice(), s, null)));
        pieces.add(new ChatEvent.ReasoningDelta(e.choice(), "", e.state()));
      } else if (event instanceof ChatEvent.ToolCallDelta e) {
        pieces.add(
            new ChatEvent.ToolCallDelta(e.choice(), e.index(), e.id(), e.name(), "", e.type()));
        slices(e.arguments(), random)
            .forEach(
                s ->
                    pieces.add(
                        new ChatEvent.ToolCallDelta(
                            e.choice(), e.index(), null, null, s, e.type())));
      } else {
        pieces.add(event);
      }
    }
    return pieces;
  }

  private static List<String> slices(String text, Random random) {
    List<String> slices = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = from + 1 + random.nextInt(Math.min(4, text.length() - from));
      slices.add(text.substring(from, to)); // Also inside surrogate pairs, as providers do.
      from = to;
    }
    slices.add("");
    return slices;
  }

  private static List<ChatEvent> interleave(List<ChatEvent> a, List<ChatEvent> b, Random random) {
    List<ChatEvent> mixed = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean fromA = j == b.size() || (i < a.size() && random.nextBoolean());
      mixed.add(fromA ? a.get(i++) : b.get(j++));
    }
    return mixed;
  }

  private static ChatEvent onChoice(ChatEvent event, int choice) {
    if (event instanceof ChatEvent.TextDelta e) {
      return new ChatEvent.TextDelta(choice, e.text());
    }
    if (event instanceof ChatEvent.RefusalDelta e) {
      return new ChatEvent.RefusalDelta(choice, e.text());
    }
    if (event instanceof ChatEvent.ReasoningDelta e) {
      return new ChatEvent.ReasoningDelta(choice, e.text(), e.state());
    }
    if (event instanceof ChatEvent.ToolCallDelta e) {
      return new ChatEvent.ToolCallDelta(
          choice, e.index(), e.id(), e.name(), e.arguments(), e.type());
    }
    if (event instanceof ChatEvent.BlockAdded e) {
      return new ChatEvent.BlockAdded(choice, e.block());
    }
    if (event instanceof ChatEvent.Finished e) {
      return new ChatEvent.Finished(choice, e.reason(), e.rawReason(), e.stopSequence());
    }
    return event;
  }

  @Provide
  Arbitrary<List<ChatEvent>> answers() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<ChatEvent> part =
        Arbitraries.oneOf(
            text.map(t -> new ChatEvent.TextDelta(0, t)),
            text.map(t -> new ChatEvent.RefusalDelta(0, t)),
            text.map(
                t ->
                    new ChatEvent.ReasoningDelta(0, t, ProviderState.of("f", "sig-" + t.length()))),
            text.map(t -> new ChatEvent.ToolCallDelta(0, -1, "id", "tool", t, Type.FUNCTION)),
            text.map(
                t ->
                    new ChatEvent.BlockAdded(
                        0, new ProviderBlock("f", "block", RawJson.of(List.of(t))))));
    return Combinators.combine(part.list().ofMaxSize(8), Arbitraries.integers().between(0, 99))
        .as(ChatCollectorProperties::whole);
  }

  /** An answer as a unary reply gives it: tool calls numbered, one finish, usage last. */
  private static List<ChatEvent> whole(List<ChatEvent> parts, int tokens) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(new ChatEvent.Started("id", "model"));
    int tools = 0;
    for (ChatEvent part : parts) {
      events.add(
          part instanceof ChatEvent.ToolCallDelta e
              ? new ChatEvent.ToolCallDelta(
                  0, tools++, e.id() + tools, e.name(), e.arguments(), e.type())
              : part);
    }
    events.add(new ChatEvent.Finished(0, FinishReason.STOP, "stop", null));
    events.add(new ChatEvent.UsageReported(TokenUsage.of(tokens, tokens), RawJson.of(tokens)));
    return events;
  }
}
