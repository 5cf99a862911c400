package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.reply.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every adapter makes of its provider's answers; a part of {@link ProviderContract}. */
abstract class AnswerContract extends ProviderUnderTest {
  @TestFactory
  final Stream<DynamicTest> readsWhatEveryFixtureSays() {
    return each(rig().all(), this::readsWhatItSays);
  }

  private void readsWhatItSays(Fixture fixture) {
    rig().serve(fixture);
    Map<String, ?> facts;
    try {
      facts = Facts.of(rig().throughTheGateway(fixture));
    } catch (ProviderException e) {
      assertHoldsNoSecret(e);
      if (fixture.answers()) {
        throw new AssertionError(fixture + " is an answer, but the adapter failed: " + e, e);
      }
      facts = Facts.of(e);
    }
    if (!fixture.answers() && !facts.containsKey("error")) {
      throw new AssertionError(fixture + " is a failure, but the adapter gave an answer: " + facts);
    }

    assertThat(Facts.differences(fixture.expected(), facts)).isEmpty();
    if (fixture.operation() != Operation.MODELS) { // A list may have several pages, or places.
      assertSentOnce();
    }
    assertThat(rig().server().requests().get(0))
        .as("the request has the credential")
        .contains(SECRET);
  }

  @Test
  final void hasAFixtureForEachOperationItSupports() {
    for (Operation operation : Operation.values()) {
      if (rig().provider().supports(operation)) {
        assertThat(rig().all())
            .as("fixtures of %s", operation)
            .anyMatch(fixture -> fixture.operation() == operation && fixture.answers());
      }
    }
    assertThat(rig().all())
        .as("fixtures of a refusal, such as error.429.rate")
        .anyMatch(fixture -> fixture.status() >= 400);
    assertThat(rig().fixture("chat.text").expected())
        .as("what chat.text expects; \"usage\": null if the provider never says")
        .containsKeys("text", "finish", "usage");
    if (rig().provider().capabilities().contains(Capability.TOOLS)) {
      assertThat(rig().chats(true))
          .as("fixtures of streamed tool calls, chat_stream.…, since TOOLS is claimed")
          .anyMatch(one -> calls(one) > 0);
      assertThat(rig().chats(false))
          .as("fixtures of tool calls, chat.…, since TOOLS is claimed")
          .anyMatch(one -> calls(one) > 0);
    }
    if (rig().provider().capabilities().contains(Capability.SEVERAL_CHOICES)) {
      for (boolean streamed : new boolean[] {true, false}) {
        assertThat(rig().chats(streamed))
            .as("fixtures of several choices, with \"texts\"%s", streamed ? ", streamed" : "")
            .anyMatch(one -> one.choices() > 1);
      }
    }
    boolean inPieces =
        rig()
            .chats(true)
            .anyMatch(one -> frames(one.body()).stream().anyMatch(each -> toolCall(each) != null));
    if (inPieces) {
      assertThat(rig().chats(true))
          .as("fixtures of parallel tool calls in several pieces each")
          .anyMatch(this::callsSeveralTools);
    }
    rig().chats(true).forEach(this::saysToWhichCallPiecesBelong);
  }

  private void saysToWhichCallPiecesBelong(Fixture stream) {
    if (frames(stream.body()).stream().noneMatch(frame -> toolCall(frame) != null)) {
      assertThat(Interleaving.callsInPieces(rig().events(stream, rig().bytes(stream))))
          .as("calls in pieces in %s: override toolCall, which says whose a piece is", stream)
          .isZero();
    }
  }

  final void assertSentOnce() {
    assertThat(rig().server().requests().size())
        .as("requests for one call: trying again is the gateway's business")
        .isEqualTo(1);
  }

  private static int calls(Fixture fixture) {
    return fixture.expected().get("tool_calls") instanceof List<?> calls ? calls.size() : 0;
  }

  @TestFactory
  final Stream<DynamicTest> aStreamCollectsToItsWholeAnswer() {
    List<Fixture> streams = rig().all().filter(Fixture::streamed).filter(Fixture::answers).toList();
    return each(
        streams.stream().filter(stream -> twin(stream) != null),
        stream -> {
          Object whole = rig().atTheSource(twin(stream), rig().bytes(twin(stream)));
          Object streamed = rig().atTheSource(stream, rig().bytes(stream));

          assertThat(Facts.of(streamed)).isEqualTo(Facts.of(whole));
          if (whole instanceof ChatResponse) {
            assertThat(streamed).isEqualTo(whole);
          }
        });
  }

  private @Nullable Fixture twin(Fixture stream) {
    return rig()
        .all()
        .filter(other -> !other.streamed() && other.operation() == stream.operation())
        .filter(other -> other.status() == stream.status())
        .filter(other -> other.title().equals(stream.title()))
        .findFirst()
        .orElse(null);
  }

  @TestFactory
  final Stream<DynamicTest> keepsTheGrammarOfEvents() {
    return each(
        Stream.concat(rig().chats(true), rig().chats(false)),
        fixture ->
            assertThat(EventGrammar.breaches(rig().events(fixture, rig().bytes(fixture))))
                .isEmpty());
  }

  @TestFactory
  final Stream<DynamicTest> readsAnAnswerInAnyPieces() {
    return each(
        rig().all().filter(Fixture::answers),
        fixture -> {
          byte[] body = rig().bytes(fixture);
          Object whole = rig().atTheSource(fixture, body);
          Cuts.of(body, fixture.name().hashCode())
              .forEach(
                  at ->
                      assertThat(
                              Answers.same(whole, rig().atTheSource(fixture, Cuts.inTwo(body, at))))
                          .as("cut at byte %s", at)
                          .isTrue());
          assertThat(Answers.same(whole, rig().atTheSource(fixture, Cuts.byteByByte(body))))
              .as("byte by byte")
              .isTrue();
        });
  }

  @TestFactory
  final Stream<DynamicTest> neverTakesACutOffAnswerForAWholeOne() {
    return each(
        // Of sound and plain text nobody can tell.
        rig()
            .all()
            .filter(Fixture::answers)
            .filter(fixture -> fixture.operation() != Operation.SPEECH)
            .filter(fixture -> fixture.operation() != Operation.TRANSCRIPTION),
        fixture -> {
          byte[] body = rig().bytes(fixture);
          Object whole = rig().atTheSource(fixture, body);
          Cuts.of(body, fixture.name().hashCode())
              .forEach(at -> endsInAnErrorOrIsWhole(fixture, body, at, whole));
        });
  }

  private void endsInAnErrorOrIsWhole(Fixture fixture, byte[] body, int at, Object whole) {
    try {
      Object answer = rig().atTheSource(fixture, Arrays.copyOf(body, at));
      assertThat(
              Answers.same(whole, answer)
                  || (usageMayBeCutOff() && Answers.sameWithoutUsage(whole, answer)))
          .as("the first %s of %s bytes say the same as all", at, body.length)
          .isTrue();
    } catch (ProviderException e) {
      assertHoldsNoSecret(e);
    }
  }

  @TestFactory
  final Stream<DynamicTest> tellsInterleavedToolCallsApart() {
    return each(
        rig().chats(true).filter(stream -> callsSeveralTools(stream)),
        stream -> {
          Object whole = rig().atTheSource(stream, rig().bytes(stream));
          Interleaving interleaving = interleaving(stream);
          Random random = new Random(stream.name().hashCode());
          for (int i = 0; i < Cuts.INTERLEAVINGS; i++) {
            String frames = String.join("", interleaving.shuffled(random));
            Object answer = rig().atTheSource(stream, bytes(stream.file(), frames));

            assertThat(Answers.same(whole, answer)).as(frames).isTrue();
          }
        });
  }

  private boolean callsSeveralTools(Fixture stream) {
    return calls(stream) > 1 && interleaving(stream).calls() > 1;
  }

  private Interleaving interleaving(Fixture stream) {
    return new Interleaving(frames(stream.body()), this::toolCall);
  }

  @TestFactory
  final Stream<DynamicTest> classifiesAStatusAndKeepsItsWait() {
    return Refusal.all().stream()
        .map(
            refusal ->
                dynamicTest(
                    refusal.toString(),
                    () -> {
                      rig().server().answer(refusal.answer());
                      ProviderException failure = failure(refusal.streamed());

                      assertThat(failure.kind()).isIn(refusal.kinds());
                      assertThat(failure.providerStatus()).isEqualTo(refusal.status());
                      assertThat(failure.retryAfter()).isEqualTo(refusal.retryAfter());
                      assertHoldsNoSecret(failure);
                      assertSentOnce();
                    }));
  }

  @TestFactory
  final Stream<DynamicTest> refusesAnAnswerThatIsNone() {
    return Stream.of("", "{", "[]", "null", "{}", "\"\"", "<html>Please log in</html>")
        .flatMap(body -> Stream.of(true, false).map(streamed -> Map.entry(body, streamed)))
        .map(
            each ->
                dynamicTest(
                    "'" + each.getKey() + "'" + (each.getValue() ? ", streamed" : ""),
                    () -> {
                      rig().server().answer(CannedAnswer.json(200, each.getKey()));

                      assertThat(failure(each.getValue()).kind().fallsBack()).isTrue();
                    }));
  }

  final ProviderException failure(boolean streamed) {
    Throwable thrown = catchThrowable(() -> rig().throughTheGateway(Operation.CHAT, streamed));
    assertThat(thrown).isInstanceOf(ProviderException.class);
    return (ProviderException) thrown;
  }
}
