package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.endpoint.Retry;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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

  private static final boolean FULL = Boolean.getBoolean("gateway.proof");
  private static final int EVERY_BYTE_BELOW = 8 * 1024;
  private static final int SEEDED_SPLITS = FULL ? 2_000 : 200;
  private static final int INTERLEAVINGS = FULL ? 2_000 : 200;

  private final LoopbackServer server = new LoopbackServer();
  private final ByteSource source = new ByteSource();
  private Wired wired;

  /** What is under test, over sockets and at the byte source. */
  private record Wired(
      Provider provider, Provider atTheSource, GatewayClient gateway, List<Fixture> fixtures) {}

  /** The kit's own; a subclass has nothing to say to it. */
  @SuppressWarnings("NullAway") // Set before all tests.
  protected ProviderContract() {}

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
    Provider provider = provider(server.url(), HttpOptions.defaults());
    this.wired =
        new Wired(
            provider,
            provider(server.url(), source.options()),
            GatewayClient.builder()
                .provider(SmallRequests.PROVIDER, provider)
                .retry(Retry.NONE)
                .build(),
            Fixture.in(getClass().getClassLoader(), fixtures(provider.type())));
  }

  @AfterAll
  final void close() {
    wired.gateway().close();
    wired.atTheSource().close();
    server.close();
  }

  @TestFactory
  final Stream<DynamicTest> readsWhatEveryFixtureSays() {
    return each(all(), this::readsWhatItSays);
  }

  private void readsWhatItSays(Fixture fixture) {
    server.answer(answer(fixture));
    Map<String, ?> facts;
    try {
      facts = Facts.of(throughTheGateway(fixture.operation(), fixture.streamed()));
    } catch (ProviderException e) {
      facts = Facts.of(e);
      assertHoldsNoSecret(e);
    }

    assertThat(Facts.differences(fixture.expected(), facts)).isEmpty();
    assertThat(server.requests()).as("one call is one request").hasSize(1);
    assertThat(server.requests().get(0)).as("the request has the credential").contains(SECRET);
  }

  @Test
  final void hasAFixtureForEachOperationItSupports() {
    for (Operation operation : Operation.values()) {
      if (wired.provider().supports(operation)) {
        assertThat(all())
            .as("fixtures of %s", operation)
            .anyMatch(fixture -> fixture.operation() == operation && fixture.answers());
      }
    }
    assertThat(all()).as("a refusal").anyMatch(fixture -> fixture.status() >= 400);
    if (wired.provider().capabilities().contains(Capability.TOOLS)) {
      assertThat(chats(true))
          .as("tool calls")
          .anyMatch(f -> f.expected().containsKey("tool_calls"));
      assertThat(chats(false))
          .as("tool calls")
          .anyMatch(f -> f.expected().containsKey("tool_calls"));
    }
  }

  @TestFactory
  final Stream<DynamicTest> aStreamCollectsToItsWholeAnswer() {
    List<Fixture> streams = all().filter(Fixture::streamed).filter(Fixture::answers).toList();
    return each(
        streams.stream().filter(stream -> twin(stream) != null),
        stream -> {
          Object whole = atTheSource(twin(stream), bytes(twin(stream)));
          Object streamed = atTheSource(stream, bytes(stream));

          assertThat(Facts.of(streamed)).isEqualTo(Facts.of(whole));
          if (whole instanceof ChatResponse) {
            assertThat(streamed).isEqualTo(whole);
          }
        });
  }

  private @Nullable Fixture twin(Fixture stream) {
    return all()
        .filter(other -> !other.streamed() && other.operation() == stream.operation())
        .filter(other -> other.status() == stream.status())
        .filter(other -> other.title().equals(stream.title()))
        .findFirst()
        .orElse(null);
  }

  @TestFactory
  final Stream<DynamicTest> keepsTheGrammarOfEvents() {
    return each(
        Stream.concat(chats(true), chats(false)),
        fixture -> assertThat(EventGrammar.breaches(events(fixture, bytes(fixture)))).isEmpty());
  }

  @TestFactory
  final Stream<DynamicTest> readsAnAnswerInAnyPieces() {
    return each(
        all().filter(Fixture::answers),
        fixture -> {
          byte[] body = bytes(fixture);
          Object whole = atTheSource(fixture, body);
          cuts(fixture)
              .forEach(
                  at ->
                      assertThat(Answers.same(whole, atTheSource(fixture, split(body, at))))
                          .as("cut at byte %s", at)
                          .isTrue());
          assertThat(Answers.same(whole, atTheSource(fixture, singly(body))))
              .as("byte by byte")
              .isTrue();
        });
  }

  @TestFactory
  final Stream<DynamicTest> neverTakesACutOffAnswerForAWholeOne() {
    return each(
        Stream.concat(chats(true), chats(false)),
        fixture -> {
          byte[] body = bytes(fixture);
          Object whole = atTheSource(fixture, body);
          cuts(fixture).forEach(at -> endsInAnErrorOrIsWhole(fixture, body, at, whole));
        });
  }

  private void endsInAnErrorOrIsWhole(Fixture fixture, byte[] body, int at, Object whole) {
    try {
      Object answer = atTheSource(fixture, Arrays.copyOf(body, at));
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
        chats(true).filter(stream -> callsSeveralTools(stream)),
        stream -> {
          Object whole = atTheSource(stream, bytes(stream));
          Interleaving interleaving = interleaving(stream);
          Random random = new Random(stream.name().hashCode());
          for (int i = 0; i < INTERLEAVINGS; i++) {
            String frames = String.join("", interleaving.shuffled(random));
            Object answer = atTheSource(stream, bytes(stream.file(), frames));

            assertThat(Answers.same(whole, answer)).as(frames).isTrue();
          }
        });
  }

  private boolean callsSeveralTools(Fixture stream) {
    return stream.expected().get("tool_calls") instanceof List<?> calls
        && calls.size() > 1
        && interleaving(stream).calls() > 1;
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
                      server.answer(refusal.answer());
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
                      server.answer(CannedAnswer.json(200, each.getKey()));

                      assertThat(failure(each.getValue()).kind().fallsBack()).isTrue();
                    }));
  }

  private ProviderException failure(boolean streamed) {
    Throwable thrown = catchThrowable(() -> throughTheGateway(Operation.CHAT, streamed));
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
    Provider provider = wired.provider();
    boolean claimed = provider.capabilities().contains(capability);
    server.answer(CannedAnswer.json(500, "{}"));

    CapabilityProbe.Outcome outcome = CapabilityProbe.of(provider, capability, model(capability));

    assertThat(outcome == CapabilityProbe.Outcome.CARRIED)
        .as("%s is %s, and was %s", capability, claimed ? "claimed" : "not claimed", outcome)
        .isEqualTo(claimed);
    assertThat(server.requests()).hasSize(outcome == CapabilityProbe.Outcome.REFUSED ? 0 : 1);
    if (capability.operation() != null) {
      assertThat(provider.supports(capability.operation())).isEqualTo(claimed);
    }
  }

  @Test
  final void refusesWhatItDoesNotSupportBeforeAnythingIsSent() {
    server.answer(CannedAnswer.json(200, "{}"));
    for (Operation operation : Operation.values()) {
      if (!wired.provider().supports(operation)) {
        assertThatThrownBy(() -> throughTheGateway(operation, false))
            .as("%s", operation)
            .isInstanceOf(UnsupportedRequestException.class);
      }
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  final void aClosedStreamReachesTheProvider() throws Exception {
    server.answer(begun());

    Ends.closedEarlyAndTwice(wired.provider(), model(Operation.CHAT));

    assertThat(server.seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCancelledCallReachesTheProvider() throws Exception {
    server.answer(begun());

    Ends.cancelledWhileReading(wired.provider(), model(Operation.CHAT));

    assertThat(server.seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCallThatWasCancelledBeforeIsNotSent() {
    server.answer(begun());

    Ends.cancelledBefore(wired.provider(), model(Operation.CHAT));

    assertThat(server.requests()).isEmpty();
  }

  @Test
  final void givesNothingAfterTheEnd() {
    Fixture text = fixture("chat_stream.text");
    server.answer(answer(text));

    Ends.readToTheEndAndFurther(wired.provider(), model(Operation.CHAT));
  }

  @Test
  final void showsNoSecret() {
    assertThat(wired.provider().toString()).doesNotContain(SECRET);
    for (int status : new int[] {200, 400, 401, 403, 500}) {
      server.answer(
          CannedAnswer.json(status, "{\"error\":{\"message\":\"Bad key: " + SECRET + "\"}}"));
      assertHoldsNoSecret(failure(false));
    }
  }

  @Test
  final void saysTheSameOfItselfEachTime() {
    Provider provider = wired.provider();

    assertThat(provider.type()).isNotBlank().isEqualTo(wired.atTheSource().type());
    assertThat(provider.capabilities()).isEqualTo(wired.atTheSource().capabilities());
    assertThat(provider.credentials()).isPositive();
  }

  /** A stream that begins as it should, gives more than half of its events and does not go on. */
  private CannedAnswer begun() {
    Fixture text = fixture("chat_stream.text");
    List<String> frames = frames(text.body());
    String half = String.join("", frames.subList(0, (frames.size() + 2) / 2));
    return answer(text).with(bytes(text.file(), half)).withoutEnd();
  }

  private Object throughTheGateway(Operation operation, boolean streamed) {
    OperationRequest request = request(operation, model(operation));
    if (request instanceof RequestFor<?> other) {
      if (!streamed) {
        return wired.gateway().call(other, Caller.anonymous());
      }
      try (AnswerStream<?> stream = wired.gateway().stream(other, Caller.anonymous())) {
        return stream.collect();
      }
    }
    if (!streamed) {
      return wired.gateway().chat((ChatRequest) request);
    }
    try (ChatStream stream = wired.gateway().stream((ChatRequest) request)) {
      ChatResponse response = stream.collect();
      assertThat(stream.next()).isNull();
      return response;
    }
  }

  private Object atTheSource(Fixture fixture, byte[]... pieces) {
    String model = model(fixture.operation());
    return Answers.collect(request(fixture.operation(), model), events(fixture, pieces));
  }

  private List<ReplyEvent> events(Fixture fixture, byte[]... pieces) {
    CannedAnswer answer = answer(fixture).with(pieces);
    source.answer(answer);
    server.answer(answer);
    String model = model(fixture.operation());
    OperationRequest request = request(fixture.operation(), model);
    return Answers.events(
        wired.atTheSource().open(SmallRequests.attempt(request, fixture.streamed(), model)));
  }

  private CannedAnswer answer(Fixture fixture) {
    Map<String, String> headers = new java.util.LinkedHashMap<>(fixture.headers());
    headers.putIfAbsent("Content-Type", contentType(fixture.file()));
    return CannedAnswer.of(fixture.status(), headers, bytes(fixture));
  }

  private byte[] bytes(Fixture fixture) {
    return bytes(fixture.file(), fixture.body());
  }

  private Fixture fixture(String name) {
    return all()
        .filter(fixture -> fixture.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no fixture " + name + ", which is needed"));
  }

  private Stream<Fixture> all() {
    return wired.fixtures().stream();
  }

  private Stream<Fixture> chats(boolean streamed) {
    return all()
        .filter(fixture -> fixture.operation() == Operation.CHAT && fixture.answers())
        .filter(fixture -> fixture.streamed() == streamed);
  }

  private IntStream cuts(Fixture fixture) {
    int size = bytes(fixture).length;
    return size < EVERY_BYTE_BELOW
        ? IntStream.range(0, size)
        : new Random(fixture.name().hashCode()).ints(SEEDED_SPLITS, 0, size);
  }

  private static byte[][] split(byte[] body, int at) {
    return new byte[][] {
      Arrays.copyOfRange(body, 0, at), Arrays.copyOfRange(body, at, body.length)
    };
  }

  private static byte[][] singly(byte[] body) {
    List<byte[]> bytes = new ArrayList<>(body.length);
    for (byte one : body) {
      bytes.add(new byte[] {one});
    }
    return bytes.toArray(byte[][]::new);
  }

  private static Stream<DynamicTest> each(Stream<Fixture> fixtures, Check check) {
    return fixtures.map(fixture -> dynamicTest(fixture.name(), () -> check.check(fixture)));
  }

  private interface Check {
    void check(Fixture fixture) throws Exception;
  }

  private static void assertHoldsNoSecret(Throwable thrown) {
    java.io.StringWriter printed = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(printed));
    assertThat(printed.toString()).doesNotContain(SECRET);
    if (thrown instanceof ProviderException failure) {
      assertThat(failure.providerMessage()).doesNotContain(SECRET);
    }
  }
}
