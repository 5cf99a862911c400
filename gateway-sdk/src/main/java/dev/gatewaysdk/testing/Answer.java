package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The script of one answer. Guarded by its rule until it is copied, never changed afterwards. */
final class Answer {
  private static final TokenUsage USAGE = TokenUsage.of(10, 5);

  private final List<ChatEvent> content = new ArrayList<>();
  private boolean empty = true;
  private boolean hasText;
  private int toolCalls;
  private @Nullable Function<ChatRequest, String> textOf;
  private @Nullable Function<ChatRequest, ChatResponse> response;
  private final List<ChatEvent> reports = new ArrayList<>(0);
  private final List<Consumer<Attempt>> notes = new ArrayList<>(0);
  private boolean interleaved;
  private @Nullable Stop stop;
  private boolean ownUsage;
  private @Nullable TokenUsage usage = USAGE;
  private Duration delay = Duration.ZERO;
  private Duration pause = Duration.ZERO;
  private Ending ending = Ending.PROPER;

  Answer copy() {
    Answer copy = new Answer();
    copy.content.addAll(content);
    copy.empty = empty;
    copy.hasText = hasText;
    copy.toolCalls = toolCalls;
    copy.textOf = textOf;
    copy.response = response;
    copy.reports.addAll(reports);
    copy.notes.addAll(notes);
    copy.interleaved = interleaved;
    copy.stop = stop;
    copy.ownUsage = ownUsage;
    copy.usage = usage;
    copy.delay = delay;
    copy.pause = pause;
    copy.ending = ending;
    return copy;
  }

  /** Whether nothing says yet what to answer. */
  boolean isEmpty() {
    return empty;
  }

  void text(List<String> pieces) {
    onlyText();
    pieces.forEach(piece -> content.add(new ChatEvent.TextDelta(0, piece)));
  }

  void textOf(Function<ChatRequest, String> text) {
    onlyText();
    textOf = text;
  }

  void response(Function<ChatRequest, ChatResponse> response) {
    if (!content.isEmpty()) {
      throw new IllegalStateException("this answer has parts: a whole response takes no others");
    }
    onlyText();
    this.response = response;
  }

  void choices(List<String> texts) {
    onlyText();
    interleaved = true; // As providers do it.
    for (int i = 0; i < texts.size(); i++) {
      int choice = i;
      Pieces.words(texts.get(i)).forEach(w -> content.add(new ChatEvent.TextDelta(choice, w)));
    }
  }

  void toolCall(String id, String name, String arguments) {
    part(Pieces.toolCall(0, toolCalls, ContentPart.ToolCall.of(id, name, arguments)));
    toolCalls++;
  }

  void reasoning(String text, @Nullable ProviderState state) {
    part(List.of(new ChatEvent.ReasoningDelta(0, text, state)));
  }

  void block(ContentPart.ProviderBlock block) {
    part(List.of(new ChatEvent.BlockAdded(0, block)));
  }

  void spoken(ContentPart.SpokenAnswer spoken) {
    part(Pieces.spoken(0, spoken));
  }

  void report(ChatEvent report) {
    reports.add(report);
  }

  void note(Consumer<Attempt> note) {
    notes.add(note);
  }

  void interleaved() {
    interleaved = true;
  }

  void refusal(String text) {
    part(List.of(new ChatEvent.RefusalDelta(0, text)));
  }

  void finish(FinishReason reason, String rawReason, @Nullable String stopSequence) {
    stop = new Stop(reason, rawReason, stopSequence);
  }

  void usage(@Nullable TokenUsage usage) {
    this.usage = usage;
    ownUsage = true;
  }

  void delay(Duration duration) {
    delay = Waits.require(duration);
  }

  void pause(Duration duration) {
    pause = Waits.require(duration);
  }

  void fail(Supplier<ProviderException> before, Supplier<ProviderException> afterContent) {
    end(Ending.failure(before, afterContent));
  }

  void cutAfter(int pieces) {
    end(Ending.cut(pieces));
  }

  void stall() {
    end(Ending.STALL);
  }

  /** Answers the request; waits as a provider would until the answer begins. */
  Reply play(Attempt attempt, Asked asked, Runnable onCancel) {
    notes.forEach(note -> note.accept(attempt));
    Waits waits = new Waits(attempt);
    waits.pass(delay);
    ChatResponse whole = response == null ? null : response.apply(asked.request());
    List<ChatEvent> pieces = whole == null ? pieces(asked.request()) : Pieces.small(whole);
    if (interleaved) {
      pieces = Pieces.interleaved(pieces);
    }
    if (!attempt.streamed()) {
      waits.pass(pause.multipliedBy(Math.max(0, pieces.size() - 1)));
    }
    List<ChatEvent> events = new ArrayList<>();
    events.add(started(whole, asked));
    boolean more = ending.begin(attempt.streamed(), pieces.size(), waits, asked);
    events.addAll(
        attempt.streamed()
            ? pieces.subList(0, ending.pieces(pieces.size()))
            : Pieces.large(pieces));
    if (!more) {
      events.addAll(reports);
      events.addAll(whole == null ? List.of() : Pieces.reports(whole));
      events.addAll(finished(whole, Pieces.choices(pieces)));
      events.addAll(used(whole));
    }
    return new FakeReply(
        events,
        attempt.streamed() ? pause : Duration.ZERO, // Else it was waited for above.
        waits,
        more ? () -> ending.end(waits, asked) : null,
        onCancel);
  }

  private List<ChatEvent> used(@Nullable ChatResponse whole) {
    TokenUsage used = whole == null || ownUsage ? usage : whole.usage();
    if (used == null) {
      return List.of();
    }
    RawJson raw = whole == null || ownUsage ? null : whole.rawUsage();
    return List.of(new ChatEvent.UsageReported(used, raw == null ? RawForms.usage(used) : raw));
  }

  private List<ChatEvent> pieces(ChatRequest request) {
    if (textOf == null) {
      return content;
    }
    List<ChatEvent> pieces = new ArrayList<>();
    for (String word : Pieces.words(textOf.apply(request))) {
      pieces.add(new ChatEvent.TextDelta(0, word));
    }
    pieces.addAll(content);
    return pieces;
  }

  private static ChatEvent started(@Nullable ChatResponse whole, Asked asked) {
    String id = whole == null || whole.id() == null ? "fake-answer" : whole.id();
    String model = whole == null || whole.model() == null ? asked.model() : whole.model();
    return new ChatEvent.Started(id, model);
  }

  private List<ChatEvent> finished(@Nullable ChatResponse whole, int choices) {
    if (stop != null || whole == null) {
      FinishReason reason = toolCalls > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      Stop how = stop != null ? stop : new Stop(reason, RawForms.reason(reason), null);
      List<ChatEvent> events = new ArrayList<>(choices);
      for (int i = 0; i < choices; i++) {
        events.add(new ChatEvent.Finished(i, how.reason, how.rawReason, how.stopSequence));
      }
      return events;
    }
    List<ChatEvent> events = new ArrayList<>();
    for (ChatChoice choice : whole.choices()) {
      events.add(
          new ChatEvent.Finished(
              events.size(),
              choice.finishReason(),
              choice.rawFinishReason(),
              choice.stopSequence()));
    }
    return events;
  }

  private void part(List<ChatEvent> events) {
    if (response != null) {
      throw new IllegalStateException("this answer is a whole response, which takes no more parts");
    }
    content.addAll(events);
    empty = false;
  }

  private void onlyText() {
    if (hasText) {
      throw new IllegalStateException(
          "this answer has a text: use thenReply(…), or then(), for the answer to the next"
              + " request");
    }
    hasText = true;
    empty = false;
  }

  /** Why the model stops, where the test says so. */
  private record Stop(FinishReason reason, String rawReason, @Nullable String stopSequence) {}

  private void end(Ending ending) {
    this.ending = ending;
    empty = false;
  }
}
