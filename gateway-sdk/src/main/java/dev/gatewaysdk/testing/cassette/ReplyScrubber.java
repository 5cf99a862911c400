package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.rerank.RankedDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scrubs the answer to any operation: what is the same as in chat as there, and all words of other
 * events. Pictures, sound and vectors stay as they are.
 */
final class ReplyScrubber {
  private final Scrubber scrubber;
  private final Set<Integer> changed = new HashSet<>();

  private ReplyScrubber(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /** The same events with scrubbed texts: as many, cut as nearly in the same places as can be. */
  static List<ReplyEvent> scrub(List<ReplyEvent> events, Scrubber scrubber) {
    return new ReplyScrubber(scrubber).scrub(events);
  }

  private List<ReplyEvent> scrub(List<ReplyEvent> events) {
    List<ReplyEvent> scrubbed = asInChat(events);
    each(scrubbed, SpokenSegment.class, SpokenSegment::text, ReplyScrubber::withText);
    each(
        scrubbed,
        SpokenWord.class,
        SpokenWord::word,
        (word, text) -> new SpokenWord(text, word.start(), word.end()));
    scrubbed.replaceAll(this::rest);
    return scrubbed;
  }

  private List<ReplyEvent> asInChat(List<ReplyEvent> events) {
    List<ChatEvent> chat = new ArrayList<>();
    for (ReplyEvent event : events) {
      if (event instanceof ChatEvent each) {
        chat.add(each);
      }
    }
    Deque<ChatEvent> clean = new ArrayDeque<>(AnswerScrubber.scrub(chat, scrubber));
    List<ReplyEvent> scrubbed = new ArrayList<>(events);
    scrubbed.replaceAll(event -> event instanceof ChatEvent each ? next(each, clean) : event);
    return scrubbed;
  }

  private ChatEvent next(ChatEvent event, Deque<ChatEvent> clean) {
    ChatEvent scrubbed = clean.remove();
    if (event instanceof ChatEvent.TextDelta delta && !event.equals(scrubbed)) {
      changed.add(delta.choice());
    }
    return scrubbed;
  }

  /** All of a kind together: what must go may be spread over several of them. */
  private <E extends ReplyEvent> void each(
      List<ReplyEvent> events,
      Class<E> kind,
      Function<E, String> text,
      BiFunction<E, String, ReplyEvent> withText) {
    List<E> all = events.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (all.isEmpty()) {
      return;
    }
    List<String> pieces = all.stream().map(event -> text.apply(event) + " ").toList();
    String clean = scrubber.scrub(String.join("", pieces));
    Deque<String> scrubbed = new ArrayDeque<>(ScrubbedPieces.of(pieces, clean, scrubber));
    events.replaceAll(
        event ->
            kind.isInstance(event) ? changed(kind.cast(event), scrubbed, text, withText) : event);
  }

  private static <E extends ReplyEvent> ReplyEvent changed(
      E event,
      Deque<String> scrubbed,
      Function<E, String> text,
      BiFunction<E, String, ReplyEvent> withText) {
    String piece = scrubbed.remove();
    String clean = piece.endsWith(" ") ? piece.substring(0, piece.length() - 1) : piece;
    return clean.equals(text.apply(event)) ? event : withText.apply(event, clean);
  }

  private static SpokenSegment withText(SpokenSegment segment, String text) {
    Map<String, RawJson> extras = new LinkedHashMap<>(segment.extras());
    extras.remove("tokens"); // They spell what was taken out.
    return new SpokenSegment(text, segment.start(), segment.end(), extras);
  }

  private ReplyEvent rest(ReplyEvent event) {
    if (event instanceof SpokenSegment e && !e.extras().isEmpty()) {
      Map<String, RawJson> extras = new LinkedHashMap<>();
      e.extras().forEach((name, json) -> extras.put(name, scrubber.scrub(json)));
      return new SpokenSegment(e.text(), e.start(), e.end(), extras);
    }
    if (event instanceof TokensScored e && changed.contains(e.choice())) {
      return new TokensScored(e.choice(), List.of()); // They spell what was taken out.
    }
    if (event instanceof GeneratedImage e) {
      return picture(e);
    }
    if (event instanceof RankedDocument e && e.document() != null) {
      return new RankedDocument(e.index(), e.score(), scrubber.scrub(e.document()));
    }
    return event instanceof ListedModel e
        ? new ListedModel(e.id(), orNull(e.ownedBy()), e.created())
        : event;
  }

  private GeneratedImage picture(GeneratedImage image) {
    String prompt = orNull(image.revisedPrompt());
    byte[] bytes = image.bytes();
    return bytes == null
        ? GeneratedImage.ofUrl(image.index(), scrubber.scrub(String.valueOf(image.url())), prompt)
        : GeneratedImage.ofBytes(image.index(), bytes, image.mediaType(), prompt);
  }

  private @Nullable String orNull(@Nullable String text) {
    return text == null ? null : scrubber.scrub(text);
  }
}
