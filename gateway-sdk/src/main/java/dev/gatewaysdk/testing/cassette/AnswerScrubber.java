package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.AudioDelta;
import dev.gatewaysdk.chat.ChatEvent.BlockAdded;
import dev.gatewaysdk.chat.ChatEvent.FieldReported;
import dev.gatewaysdk.chat.ChatEvent.Finished;
import dev.gatewaysdk.chat.ChatEvent.LogprobsDelta;
import dev.gatewaysdk.chat.ChatEvent.ReasoningDelta;
import dev.gatewaysdk.chat.ChatEvent.RefusalDelta;
import dev.gatewaysdk.chat.ChatEvent.TextDelta;
import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scrubs an answer as a whole, since what must go may be spread over several of its pieces. */
final class AnswerScrubber {
  private final Scrubber scrubber;
  private final Set<String> changed = new HashSet<>();

  private AnswerScrubber(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /** The same events with scrubbed texts: as many, cut as nearly in the same places as can be. */
  static List<ChatEvent> scrub(List<ChatEvent> events, Scrubber scrubber) {
    return new AnswerScrubber(scrubber).scrub(events);
  }

  private List<ChatEvent> scrub(List<ChatEvent> events) {
    Map<String, List<Integer>> channels = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      String channel = channel(events.get(i));
      if (channel != null) {
        channels.computeIfAbsent(channel, name -> new ArrayList<>()).add(i);
      }
    }
    List<ChatEvent> scrubbed = new ArrayList<>(events);
    channels.forEach((channel, places) -> scrub(channel, places, scrubbed));
    scrubbed.replaceAll(this::rest);
    return scrubbed;
  }

  private void scrub(String channel, List<Integer> places, List<ChatEvent> events) {
    List<String> pieces = places.stream().map(i -> text(events.get(i))).toList();
    String whole = String.join("", pieces);
    boolean json = events.get(places.get(0)) instanceof ToolCallDelta;
    String clean = json ? scrubber.scrubMaybeJson(whole) : scrubber.scrub(whole);
    if (clean.equals(whole)) {
      return;
    }
    changed.add(channel);
    List<String> cleanPieces = ScrubbedPieces.of(pieces, clean, scrubber);
    for (int i = 0; i < pieces.size(); i++) {
      ChatEvent event = events.get(places.get(i));
      events.set(places.get(i), withText(event, cleanPieces.get(i)));
    }
  }

  private static @Nullable String channel(ChatEvent event) {
    if (event instanceof TextDelta e) {
      return "text " + e.choice();
    }
    if (event instanceof ToolCallDelta e) {
      return "call " + e.choice() + " " + e.index();
    }
    if (event instanceof ReasoningDelta e) {
      return "reasoning " + e.choice();
    }
    if (event instanceof RefusalDelta e) {
      return "refusal " + e.choice();
    }
    return event instanceof AudioDelta e ? "audio " + e.choice() : null;
  }

  private static String text(ChatEvent event) {
    if (event instanceof TextDelta e) {
      return e.text();
    }
    if (event instanceof ToolCallDelta e) {
      return e.arguments();
    }
    if (event instanceof ReasoningDelta e) {
      return e.text();
    }
    if (event instanceof RefusalDelta e) {
      return e.text();
    }
    return event instanceof AudioDelta e ? e.transcript() : "";
  }

  private static ChatEvent withText(ChatEvent event, String text) {
    if (event instanceof TextDelta e) {
      return new TextDelta(e.choice(), text, e.state());
    }
    if (event instanceof ToolCallDelta e) {
      return new ToolCallDelta(e.choice(), e.index(), e.id(), e.name(), text, e.type(), e.state());
    }
    if (event instanceof ReasoningDelta e) {
      return new ReasoningDelta(e.choice(), text, e.state());
    }
    if (event instanceof RefusalDelta e) {
      return new RefusalDelta(e.choice(), text);
    }
    return event instanceof AudioDelta e
        ? new AudioDelta(e.choice(), e.id(), e.data(), text, e.expiresAt())
        : event;
  }

  /** What a piece holds beside its text. */
  private ChatEvent rest(ChatEvent event) {
    if (event instanceof TextDelta e && e.state() != null) {
      return new TextDelta(e.choice(), e.text(), state(e.state()));
    }
    if (event instanceof ReasoningDelta e && e.state() != null) {
      return new ReasoningDelta(e.choice(), e.text(), state(e.state()));
    }
    if (event instanceof ToolCallDelta e && e.state() != null) {
      return new ToolCallDelta(
          e.choice(), e.index(), e.id(), e.name(), e.arguments(), e.type(), state(e.state()));
    }
    if (event instanceof BlockAdded e) {
      ProviderBlock block = e.block();
      RawJson json = scrubber.scrub(block.json());
      return new BlockAdded(e.choice(), new ProviderBlock(block.format(), block.type(), json));
    }
    if (event instanceof FieldReported e) {
      return new FieldReported(e.name(), scrubber.scrub(e.value()));
    }
    if (event instanceof Finished e && e.stopSequence() != null) {
      return new Finished(e.choice(), e.reason(), e.rawReason(), scrubber.scrub(e.stopSequence()));
    }
    if (event instanceof AudioDelta e && changed.contains("audio " + e.choice())) {
      // The sound says what was taken out of the words.
      return new AudioDelta(e.choice(), e.id(), "", e.transcript(), e.expiresAt());
    }
    boolean spelled =
        event instanceof LogprobsDelta e
            && (changed.contains("text " + e.choice())
                || changed.contains("refusal " + e.choice()));
    return spelled && event instanceof LogprobsDelta e
        ? new LogprobsDelta(e.choice(), new Logprobs(List.of(), List.of()))
        : event;
  }

  private ProviderState state(ProviderState state) {
    return new ProviderState(state.format(), scrubber.scrub(state.json()));
  }
}
