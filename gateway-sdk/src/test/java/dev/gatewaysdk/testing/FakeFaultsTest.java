package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures by name, before and after content. */
class FakeFaultsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, clock);

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(FakeRule::rateLimited, FailureKind.RATE_LIMITED, 429),
        fault(FakeRule::overloaded, FailureKind.OVERLOADED, 529),
        fault(FakeRule::unavailable, FailureKind.UNAVAILABLE, 0),
        fault(FakeRule::authenticationFailed, FailureKind.AUTHENTICATION, 401),
        fault(FakeRule::quotaExhausted, FailureKind.QUOTA_EXHAUSTED, 429),
        fault(FakeRule::modelNotFound, FailureKind.MODEL_NOT_FOUND, 404),
        fault(FakeRule::contextTooLong, FailureKind.CONTEXT_TOO_LONG, 400),
        fault(FakeRule::contentFiltered, FailureKind.CONTENT_FILTERED, 400),
        fault(rule -> rule.invalidRequest("no"), FailureKind.INVALID_REQUEST, 400),
        fault(FakeRule::malformedReply, FailureKind.MALFORMED_REPLY, 200),
        fault(FakeRule::timeout, FailureKind.TIMEOUT, 0));
  }

  private static Arguments fault(Consumer<FakeRule> fault, FailureKind kind, int status) {
    return Arguments.of(kind, fault, status);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void failsBeforeTheAnswerBegins(FailureKind kind, Consumer<FakeRule> fault, int status) {
    fault.accept(fake.otherwise());

    for (boolean streamed : List.of(true, false)) {
      ProviderException thrown =
          catchThrowableOfType(ProviderException.class, () -> asking.open(streamed, "x"));
      assertThat(thrown.kind()).isEqualTo(kind);
      assertThat(thrown.providerStatus()).isEqualTo(status);
      assertThat(thrown.providerRequestId())
          .isEqualTo(status == 0 ? null : "fake-" + fake.attempts());
    }
    assertThat(clock.sleeps()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void failsAfterTheContentOfAStream(FailureKind kind, Consumer<FakeRule> fault) {
    fault.accept(fake.otherwise().stream("Hel", "lo"));
    List<ChatEvent> seen = new ArrayList<>();

    ProviderException thrown = failure(asking.open(true, "x"), seen);

    assertThat(Asking.content(seen)).hasSize(2);
    assertThat(thrown.kind()).isEqualTo(kind);
    assertThat(thrown.refused()).isFalse(); // It had begun to answer, and may bill that.
    assertThat(thrown.sent()).isTrue();
    assertThatThrownBy(() -> asking.open(false, "x")).isInstanceOf(ProviderException.class);
  }

  @Test
  void asksToWait() {
    fake.otherwise().rateLimited(Duration.ofSeconds(7));

    assertThat(
            catchThrowableOfType(ProviderException.class, () -> asking.open(true, "x"))
                .retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void saysThatNothingWasSentIfThereWasNoConnection() {
    fake.otherwise().unavailable();

    assertThat(catchThrowableOfType(ProviderException.class, () -> asking.open(true, "x")).sent())
        .isFalse();
  }

  @Test
  void failsWithTheExceptionItIsGiven() {
    ProviderException failure = new ProviderException(FailureKind.OVERLOADED, 503, "busy", null);
    fake.otherwise().failWith(failure);

    assertThatThrownBy(() -> asking.open(true, "x"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.providerMessage()).isEqualTo("busy");
              assertThat(e.providerStatus()).isEqualTo(503);
            });
  }

  @Test
  void recoversInTheNextAnswer() {
    fake.otherwise().overloaded().then().rateLimited().thenReply("ok");

    assertThatThrownBy(() -> asking.open(true, "x")).hasMessageContaining("OVERLOADED");
    assertThatThrownBy(() -> asking.open(true, "x")).hasMessageContaining("RATE_LIMITED");
    assertThat(asking.text("x")).isEqualTo("ok");
  }

  @Test
  void cutsAStreamAfterSoManyPieces() {
    fake.otherwise().reply("one two three").cutAfter(2);
    List<ChatEvent> seen = new ArrayList<>();
    Reply reply = asking.open(true, "x");

    ProviderException thrown = failure(reply, seen);

    assertThat(Asking.content(seen)).hasSize(2);
    assertThat(thrown.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThatThrownBy(reply::next).isSameAs(thrown); // It does not go on after that.
  }

  @Test
  void cutsAStreamBeforeItsEndAlthoughAllContentCame() {
    fake.otherwise().reply("one two").cutAfter(2);
    List<ChatEvent> seen = new ArrayList<>();

    failure(asking.open(true, "x"), seen);

    assertThat(seen).hasSize(3).noneMatch(ChatEvent.Finished.class::isInstance);
  }

  @Test
  void cutsAStreamThatHasOnlyBegun() {
    fake.otherwise().cutAfter(0);
    List<ChatEvent> seen = new ArrayList<>();

    failure(asking.open(true, "x"), seen);

    assertThat(seen).singleElement().isInstanceOf(ChatEvent.Started.class);
  }

  @Test
  void givesNothingOfACutAnswerToWhoDoesNotStream() {
    fake.otherwise().reply("one two three").cutAfter(2);

    assertThatThrownBy(() -> asking.open(false, "x"))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void failsIfThereIsLessToCutThanTheScriptSays() {
    fake.otherwise().reply("one two").cutAfter(3);

    assertThatThrownBy(() -> asking.open(true, "x"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cutAfter(3)")
        .hasMessageContaining("2 pieces");
    assertThatThrownBy(() -> fake.otherwise().cutAfter(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static ProviderException failure(Reply reply, List<ChatEvent> seen) {
    return catchThrowableOfType(
        ProviderException.class,
        () -> {
          while (true) {
            ChatEvent event = (ChatEvent) reply.next();
            if (event == null) {
              return;
            }
            seen.add(event);
          }
        });
  }
}
