package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.structured.StructuredType;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a chat answer may hold, streamed and whole. */
class FakeContentTest {
  private static final ProviderState SEAL = ProviderState.of("anthropic", "seal");
  private static final ProviderBlock SEARCH =
      new ProviderBlock("anthropic", "search_result", RawJson.parse("{\"url\":\"x\"}"));
  private static final SpokenAnswer SPOKEN = new SpokenAnswer("audio-1", "AAAA", "Good day", 99L);
  private static final Logprobs LIKELY =
      new Logprobs(List.of(RawJson.parse("{\"token\":\"a\",\"logprob\":-0.1}")), List.of());

  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, new ManualClock());

  private List<ChatEvent> pieces() {
    return Asking.content(Asking.events(asking.open(true, "x")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void holdsAllKindsOfContentInTheirOrder(boolean streamed) {
    fake.otherwise()
        .reasoning("Hm.", SEAL)
        .block(SEARCH)
        .reply("one two")
        .toolCall("f", "{\"a\":1}")
        .audio(SPOKEN);

    assertThat(asking.ask(streamed, "x").message().parts())
        .containsExactly(
            new Reasoning("Hm.", SEAL),
            SEARCH,
            new Text("one two"),
            ToolCall.of("call_1", "f", "{\"a\":1}"),
            SPOKEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportsLikelihoodsFieldsAndDetailsOfUsage(boolean streamed) {
    fake.otherwise()
        .reply("a")
        .logprobs(LIKELY)
        .field("service_tier", "flex")
        .usage(new TokenUsage(100, 60, 0, 20, 15, 120, false));

    ChatResponse response = asking.ask(streamed, "x");

    assertThat(response.choices().get(0).logprobs()).isEqualTo(LIKELY);
    assertThat(response.extras()).isEqualTo(Map.of("service_tier", RawJson.of("flex")));
    assertThat(response.rawUsage().text())
        .contains("\"prompt_tokens_details\":{\"cached_tokens\":60}")
        .contains("\"completion_tokens_details\":{\"reasoning_tokens\":15}");
  }

  @Test
  void givesSeveralChoicesAWordOfEachInTurn() {
    fake.otherwise().choices("one two", "eins zwei");

    assertThat(pieces())
        .containsExactly(
            new ChatEvent.TextDelta(0, "one "),
            new ChatEvent.TextDelta(1, "eins "),
            new ChatEvent.TextDelta(0, "two"),
            new ChatEvent.TextDelta(1, "zwei"));
    assertThat(asking.ask(false, "x").choices())
        .extracting(choice -> choice.message().text() + choice.finishReason())
        .containsExactly("one twoSTOP", "eins zweiSTOP");
  }

  @Test
  void streamsParallelToolCallsInterleavedIfToldSo() {
    fake.otherwise().toolCall("f", "{\"a\":1}").toolCall("g", "{\"b\":2}").interleaved();

    assertThat(pieces())
        .extracting(piece -> ((ChatEvent.ToolCallDelta) piece).index())
        .containsExactly(0, 1, 0, 1, 0, 1);
    assertThat(asking.ask(true, "x")).isEqualTo(asking.ask(false, "x"));
  }

  @Test
  void interleavesTheChoicesOfAWholeResponse() {
    ChatResponse whole =
        new ChatResponse.Builder(
                List.of(
                    new ChatChoice(
                        ChatMessage.assistant("a b"), FinishReason.STOP, "stop", null, LIKELY),
                    new ChatChoice(ChatMessage.assistant("c d"), FinishReason.LENGTH, "max", null)))
            .usage(TokenUsage.of(1, 2), RawJson.parse("{\"in\":1}"))
            .extras(Map.of("tier", RawJson.of(1)))
            .build();
    fake.otherwise().reply(whole).interleaved();

    assertThat(pieces())
        .extracting(piece -> ((ChatEvent.TextDelta) piece).choice())
        .containsExactly(0, 1, 0, 1);
    ChatResponse response = asking.ask(true, "x");
    assertThat(response.choices()).isEqualTo(whole.choices());
    assertThat(response.rawUsage()).isEqualTo(whole.rawUsage());
    assertThat(response.extras()).isEqualTo(whole.extras());
  }

  private enum Mood {
    GOOD
  }

  private record Leg(String city, LocalDate day) {}

  private record Trip(Mood mood, Locale language) {}

  private record Walk(Duration time, URI map, int[] heights) {}

  private record Plan(Mood mood, List<Leg> legs, Optional<String> note, double cost) {}

  @Test
  void saysARecordAsJson() {
    Leg leg = new Leg("Bern", LocalDate.parse("2026-03-01"));
    fake.otherwise().replyJson(new Plan(Mood.GOOD, List.of(leg), Optional.empty(), 1.5));

    assertThat(asking.text("x"))
        .isEqualTo(
            "{\"mood\":\"GOOD\",\"legs\":[{\"city\":\"Bern\",\"day\":\"2026-03-01\"}],"
                + "\"note\":null,\"cost\":1.5}");
  }

  @Test
  void saysAsJsonWhateverAStructuredAnswerMayHold() {
    Walk walk = new Walk(Duration.ofMinutes(90), URI.create("https://a.test/b"), new int[] {7, 9});
    fake.otherwise().replyJson(walk);

    Walk read = StructuredType.of(Walk.class).read(asking.text("x"));

    assertThat(read.time()).isEqualTo(walk.time());
    assertThat(read.map()).isEqualTo(walk.map());
    assertThat(read.heights()).containsExactly(7, 9);
  }

  @Test
  void refusesAValueThatHasNoJsonForm() {
    Trip trip = new Trip(Mood.GOOD, Locale.ROOT);

    assertThatThrownBy(() -> fake.otherwise().replyJson(trip))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON form");
  }

  @Test
  void stopsInTheProvidersOwnWordsAndAtAStopSequence() {
    fake.otherwise()
        .reply("a")
        .finish(FinishReason.PAUSED, "pause_turn")
        .then()
        .reply("b")
        .stoppedBy("END");

    ChatResponse paused = asking.ask(true, "x");
    ChatResponse stopped = asking.ask(true, "x");

    assertThat(paused.finishReason()).isEqualTo(FinishReason.PAUSED);
    assertThat(paused.rawFinishReason()).isEqualTo("pause_turn");
    assertThat(stopped.choices().get(0).stopSequence()).isEqualTo("END");
  }

  @Test
  void notesWhatAnAdapterWouldHaveChangedAndTheProvidersLimits() {
    Adjustment dropped = new Adjustment(Adjustment.Kind.DROPPED, "seed", "it has none");
    RateLimits limits = new RateLimits(new RateLimits.Window(100L, 7L, null), null);
    fake.otherwise().reply("a").adjusted(dropped).rateLimits(limits);
    Attempt attempt = asking.attempt(true, "m", "x", Asking.TIMEOUTS);

    fake.open(attempt);

    assertThat(attempt.trail().adjustments()).containsExactly(dropped);
    assertThat(attempt.trail().rateLimits()).isEqualTo(limits);
  }

  @ParameterizedTest
  @EnumSource
  void failsInEveryWayThereIs(FailureKind kind) {
    fake.otherwise().failWith(kind).then().failWith(kind, Duration.ofSeconds(7));

    assertThatThrownBy(() -> asking.text("x"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.retryAfter()).isNull();
            });
    assertThatThrownBy(() -> asking.text("x"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            });
  }

  @Test
  void tellsWhatWasAskedAndHow() {
    fake.otherwise().reply("ok");
    asking.ask(true, "first");
    asking.ask(false, "second");

    assertThat(fake.asked()).extracting(Asked::streamed).containsExactly(true, false);
    assertThat(fake.asked()).extracting(Asked::turn).containsExactly(1, 2);
    assertThat(fake.lastAsked().user()).isEqualTo("second");
    assertThat(fake.lastAsked().model()).isEqualTo("gpt-4o");
    assertThat(fake.lastAsked().toolResults()).isEmpty();
    assertThat(fake.lastAsked().instructions()).isEmpty();
  }

  @Test
  void countsTheAnswersThatWereStopped() {
    fake.otherwise().stream("a", "b");

    Reply readOut = asking.open(true, "x");
    Asking.events(readOut);
    readOut.close();
    assertThat(fake.cancellations()).isZero();

    Reply stopped = asking.open(true, "x");
    stopped.next();
    stopped.close();
    stopped.close();
    assertThat(fake.cancellations()).isEqualTo(1);
  }

  @Test
  void countsACancelledWaitOnce() {
    fake.otherwise().reply("a").delay(Duration.ofSeconds(1));
    Attempt attempt = asking.attempt(false, "m", "x", Asking.TIMEOUTS);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fake.open(attempt)).hasMessageContaining("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fake.cancellations()).isEqualTo(1);
  }

  @Test
  void doesNotCountAFailureAsStopped() {
    fake.otherwise().stream("a", "b").cutAfter(1);

    try (Reply reply = asking.open(true, "x")) {
      assertThatThrownBy(() -> Asking.events(reply)).isInstanceOf(ProviderException.class);
    }

    assertThat(fake.cancellations()).isZero();
  }
}
