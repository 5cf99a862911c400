package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every provider's adapter has to keep. A subclass says how to make one, and a folder of wire
 * fixtures, {@link Fixture}, what its provider answers: {@code contract/TYPE} on the test class
 * path, unless {@link #fixtures} says otherwise. {@code chat.text} and {@code chat_stream.text}
 * must be among them, and at least one for each operation that it supports.
 *
 * <p>Everything goes through a real gateway and over loopback sockets, but for streams in other
 * pieces: those are cut at the byte source, for adapters that use the {@link HttpOptions} they are
 * given, and are written piece by piece for others.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class ProviderContract {
  /** The credential to give the provider; it must show nowhere. */
  public static final String SECRET = "contract-secret-7Yq2mZ";

  private @Nullable Rig rig;

  /**
   * A new provider with {@link #SECRET} as its credential, or in it.
   *
   * @param url scheme, host and port of its base URL, such as {@code http://127.0.0.1:49152}
   * @param http options to pass on; an adapter with an HTTP client of its own leaves them aside
   */
  protected abstract Provider provider(String url, HttpOptions http);

  /** Where the fixtures are on the test class path: {@code contract/TYPE}, unless overridden. */
  protected String fixtures(String type) {
    return "contract/" + type;
  }

  /** The model to ask for that operation; {@code model-1}, unless overridden. */
  protected String model(Operation operation) {
    return "model-1";
  }

  /** A model that could do that; the operation's, unless overridden. */
  protected String model(Capability capability) {
    Operation operation = capability.operation();
    return model(operation == null ? Operation.CHAT : operation);
  }

  /** A request that fits the fixtures of that operation; a small one, unless overridden. */
  protected OperationRequest request(Operation operation, String model) {
    return SmallRequests.of(operation, model);
  }

  /** A response file as it goes over the wire; its text in UTF-8, unless overridden. */
  protected byte[] bytes(String file, String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the provider says that a response is; by the file's ending, unless overridden. */
  protected String contentType(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "sse" -> "text/event-stream";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }

  /** The events of a stream's file, in order; what blank lines part, unless overridden. */
  protected List<String> frames(String text) {
    return Arrays.asList(text.split("(?<=\n\r?\n)"));
  }

  /**
   * Which tool call an event of a stream is a piece of, counted in any way; null if of none, which
   * is what a wire says that sends calls whole.
   */
  protected @Nullable Integer toolCall(String frame) {
    return null;
  }

  /**
   * Whether a stream may end properly right before its usage, because not every host of the wire
   * sends any, or says when it is done; no, unless overridden.
   */
  protected boolean usageMayBeCutOff() {
    return false;
  }

  @BeforeAll
  final void open() {
    this.rig = new Rig(this);
  }

  @AfterAll
  final void close() {
    rig().close();
  }

  private Rig rig() {
    return Objects.requireNonNull(rig, "before all tests");
  }

  @TestFactory
  final Stream<DynamicTest> readsWhatEveryFixtureSays() {
    return each(rig().all(), this::readsWhatItSays);
  }

  private void readsWhatItSays(Fixture fixture) {
    rig().serve(fixture);
    Map<String, ?> facts;
    try {
      facts = Facts.of(rig().throughTheGateway(fixture.operation(), fixture.streamed()));
    } catch (ProviderException e) {
      facts = Facts.of(e);
      assertHoldsNoSecret(e);
    }

    assertThat(Facts.differences(fixture.expected(), facts)).isEmpty();
    if (fixture.operation() != Operation.MODELS) { // A list may have several pages, or places.
      assertThat(rig().server().requests()).as("one call is one request").hasSize(1);
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
    assertThat(rig().all()).as("a refusal").anyMatch(fixture -> fixture.status() >= 400);
    if (rig().provider().capabilities().contains(Capability.TOOLS)) {
      assertThat(rig().chats(true)).as("streamed tool calls").anyMatch(one -> calls(one) > 0);
      assertThat(rig().chats(false)).as("tool calls").anyMatch(one -> calls(one) > 0);
    }
    boolean inPieces =
        rig()
            .chats(true)
            .anyMatch(one -> frames(one.body()).stream().anyMatch(each -> toolCall(each) != null));
    if (inPieces) {
      assertThat(rig().chats(true))
          .as("parallel tool calls in several pieces each")
          .anyMatch(this::callsSeveralTools);
    }
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

  private ProviderException failure(boolean streamed) {
    Throwable thrown = catchThrowable(() -> rig().throughTheGateway(Operation.CHAT, streamed));
    assertThat(thrown).isInstanceOf(ProviderException.class);
    return (ProviderException) thrown;
  }

  @TestFactory
  final Stream<DynamicTest> carriesExactlyWhatItClaims() {
    return Arrays.stream(Capability.values())
        .map(
            capability ->
                dynamicTest(
                    capability.name().toLowerCase(Locale.ROOT),
                    () -> claimsWhatItDoes(capability)));
  }

  private void claimsWhatItDoes(Capability capability) {
    Provider provider = rig().provider();
    boolean claimed = provider.capabilities().contains(capability);
    rig().server().answer(CannedAnswer.json(500, "{}"));

    CapabilityProbe.Outcome outcome = CapabilityProbe.of(provider, capability, model(capability));

    assertThat(outcome == CapabilityProbe.Outcome.CARRIED)
        .as("%s is %s, and was %s", capability, claimed ? "claimed" : "not claimed", outcome)
        .isEqualTo(claimed);
    assertThat(rig().server().requests())
        .hasSize(outcome == CapabilityProbe.Outcome.REFUSED ? 0 : 1);
    if (capability.operation() != null) {
      assertThat(provider.supports(capability.operation())).isEqualTo(claimed);
    }
  }

  @Test
  final void refusesWhatItDoesNotSupportBeforeAnythingIsSent() {
    rig().server().answer(CannedAnswer.json(200, "{}"));
    for (Operation operation : Operation.values()) {
      if (!rig().provider().supports(operation)) {
        assertThatThrownBy(() -> rig().throughTheGateway(operation, false))
            .as("%s", operation)
            .isInstanceOf(UnsupportedRequestException.class);
      }
    }
    assertThat(rig().server().requests()).isEmpty();
  }

  @Test
  final void aClosedStreamReachesTheProvider() throws Exception {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.closedEarlyAndTwice(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCancelledCallReachesTheProvider() throws Exception {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.cancelledWhileReading(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCallThatWasCancelledBeforeIsNotSent() {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.cancelledBefore(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().requests()).isEmpty();
  }

  @Test
  final void givesNothingAfterTheEnd() {
    Fixture text = rig().fixture("chat_stream.text");
    rig().serve(text);

    Ends.readToTheEndAndFurther(rig().provider(), model(Operation.CHAT));
  }

  @Test
  final void showsNoSecret() {
    assertThat(rig().provider().toString()).doesNotContain(SECRET);
    for (int status : new int[] {200, 400, 401, 403, 500}) {
      rig()
          .server()
          .answer(
              CannedAnswer.json(status, "{\"error\":{\"message\":\"Bad key: " + SECRET + "\"}}"));
      assertHoldsNoSecret(failure(false));
    }
  }

  @Test
  final void saysTheSameOfItselfEachTime() {
    Provider provider = rig().provider();

    assertThat(provider.type()).isNotBlank().isEqualTo(rig().other().type());
    assertThat(provider.capabilities()).isEqualTo(rig().other().capabilities());
    assertThat(provider.credentials()).isPositive();
  }

  private static Stream<DynamicTest> each(Stream<Fixture> fixtures, Check check) {
    return fixtures.map(fixture -> dynamicTest(fixture.name(), () -> check.check(fixture)));
  }

  private interface Check {
    void check(Fixture fixture) throws Exception;
  }

  private static void assertHoldsNoSecret(Throwable thrown) {
    StringWriter printed = new StringWriter();
    thrown.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).doesNotContain(SECRET);
    if (thrown instanceof ProviderException failure) {
      assertThat(failure.providerMessage()).doesNotContain(SECRET);
    }
  }
}
