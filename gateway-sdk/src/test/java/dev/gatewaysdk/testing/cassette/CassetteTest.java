package dev.gatewaysdk.testing.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CassetteTest {
  @TempDir private Path directory;
  private final FakeProvider fake = new FakeProvider("openai");
  private Path file;
  private Cassette cassette;

  @BeforeEach
  void insert() {
    file = directory.resolve("calls").resolve("support.jsonl");
    cassette = Cassette.of(file);
  }

  private static GatewayClient gateway(Provider provider) {
    return GatewayClient.builder().provider("p", provider).clock(new ManualClock()).build();
  }

  private static ChatRequest direct(String text) {
    return ChatRequest.builder("@p/gpt-4o").user(text).build();
  }

  private List<ChatEvent> record(String text) {
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      return Session.ask(recording, text);
    }
  }

  private String written() throws IOException {
    return Files.readString(file);
  }

  @Test
  void playsACallThroughTheWholeGatewayAgain() {
    fake.otherwise().reasoning("Hm.").reply("Hello to you!").toolCall("f", "{\"a\":1}");
    ChatResponse recorded;
    try (GatewayClient gateway = gateway(cassette.recording(Session.keptOpen(fake)))) {
      recorded = gateway.chat(direct("Hi"));
    }

    try (GatewayClient gateway = gateway(cassette.replaying())) {
      ChatResponse played = gateway.chat(direct("Hi"));

      assertThat(played).isEqualTo(recorded);
      assertThat(played.cost()).isEqualTo(recorded.cost()).isNotNull();
      assertThat(played.attempts().get(0).providerRequestId())
          .isEqualTo(recorded.attempts().get(0).providerRequestId());
    }
    assertThat(fake.attempts()).isEqualTo(1);
  }

  @Test
  void playsAStreamInTheSamePieces() {
    fake.otherwise().stream("Hel", "lo", "!");
    List<ChatEvent> recorded = record("Hi");

    assertThat(Session.ask(cassette.replaying(), "Hi")).isEqualTo(recorded);
  }

  @Test
  void canBeReadByPeople() throws IOException {
    fake.otherwise().stream("Hel", "lo");
    record("Hi");

    assertThat(written())
        .isEqualTo(
            """
            {"cassette":1,"provider":"openai"}

            {"request":{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]},"streamed":true}
            {"answer":{"request_id":"fake-1"}}
            {"started":"fake-answer","model":"gpt-4o"}
            {"text":"Hel"}
            {"text":"lo"}
            {"finished":"STOP","raw":"stop"}
            {"usage":{"input":10,"cache_read":0,"cache_write":0,"output":5,"reasoning":0,"total":15},\
            "raw":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}
            {"end":"complete"}
            """);
  }

  @Test
  void playsRetriesAsTheyWere() {
    fake.otherwise().rateLimited(Duration.ofSeconds(2)).thenReply("ok");
    try (GatewayClient gateway = gateway(cassette.recording(Session.keptOpen(fake)))) {
      gateway.chat(direct("Hi"));
    }

    ManualClock clock = new ManualClock();
    try (GatewayClient gateway =
        GatewayClient.builder().provider("p", cassette.replaying()).clock(clock).build()) {
      ChatResponse played = gateway.chat(direct("Hi"));

      assertThat(played.text()).isEqualTo("ok");
      assertThat(played.attempts()).hasSize(2);
    }
    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource
  void playsEveryKindOfFailureAsItWas(FailureKind kind) {
    ProviderException failure =
        ProviderException.builder(kind, "told ann@example.com so")
            .status(418)
            .code("c")
            .type("t")
            .parameter("messages")
            .retryAfter(Duration.ofMillis(1234))
            .requestId("req-7")
            .notSent()
            .permanent()
            .build();
    try (Provider recording = cassette.recording(new Scripted(List.of(), failure))) {
      assertThatThrownBy(() -> Session.ask(recording, "Hi")).isSameAs(failure);
    }

    ProviderException played =
        catchThrowableOfType(
            ProviderException.class, () -> Session.ask(cassette.replaying(), "Hi"));

    assertThat(played).hasMessage(failure.getMessage().replace("ann@example.com", "[EMAIL]"));
    assertThat(played)
        .usingRecursiveComparison()
        .comparingOnlyFields(
            "kind",
            "providerStatus",
            "providerCode",
            "providerType",
            "parameter",
            "retryAfter",
            "providerRequestId",
            "sent")
        .isEqualTo(failure);
    assertThat(played.retryable()).isFalse();
  }

  @Test
  void playsAStreamThatBreaksOff() {
    fake.otherwise().stream("Hel", "lo").cutAfter(1);
    for (boolean replay : new boolean[] {false, true}) {
      try (GatewayClient gateway =
              gateway(replay ? cassette.replaying() : cassette.recording(Session.keptOpen(fake)));
          ChatStream stream = gateway.stream(direct("Hi"), Caller.anonymous())) {
        assertThatThrownBy(stream::collect)
            .isInstanceOfSatisfying(
                StreamTruncatedException.class,
                e -> {
                  assertThat(e.partialText()).isEqualTo("Hel");
                  assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
                });
      }
    }
  }

  @Test
  void keepsWhatTheAdapterChanged() {
    Adjustment adjustment = new Adjustment(Adjustment.Kind.CLAMPED, "temperature", "to 1");
    fake.otherwise().reply("ok").adjusted(adjustment);
    record("Hi");
    Attempt attempt = Session.attempt(Session.request("Hi"));

    Session.events(cassette.replaying().open(attempt));

    assertThat(attempt.trail().adjustments()).containsExactly(adjustment);
    assertThat(attempt.trail().providerRequestId()).isEqualTo("fake-1");
  }

  @Test
  void answersEachRecordedCallOnceInItsOrder() {
    fake.otherwise().reply("one").thenReply("two");
    record("Hi");
    record("Hi");
    Provider replay = cassette.replaying();

    assertThat(Session.text(Session.ask(replay, "Hi"))).isEqualTo("one");
    assertThat(Session.text(Session.ask(replay, "Hi"))).isEqualTo("two");
    assertThatThrownBy(() -> Session.ask(replay, "Hi"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it was recorded 2 times")
        .hasMessageContaining("repeating()");
    Provider repeating = cassette.repeating().replaying();
    for (String expected : List.of("one", "two", "two", "two")) {
      assertThat(Session.text(Session.ask(repeating, "Hi"))).isEqualTo(expected);
    }
  }

  @Test
  void saysWhereTheNearestRequestDiffersButNotInWhat() {
    fake.otherwise().reply("ok");
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      Session.ask(recording, ChatRequest.builder("m").system("Be brief").user("One").build());
      Session.ask(recording, "Something");
    }

    assertThatThrownBy(
            () ->
                Session.ask(
                    cassette.replaying(),
                    ChatRequest.builder("m").system("Be brief").user("Private").build()))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "support.jsonl has no answer to this request (2 messages, to model gpt-4o); nearest is"
                + " line 3 (2 messages): it differs first at messages[1].content (recorded: a text"
                + " of 3 characters; now: a text of 7 characters); record anew");
    assertThatThrownBy(
            () ->
                Session.ask(
                    cassette.replaying(),
                    ChatRequest.builder("m").user("Something").maxTokens(5).build()))
        .hasMessageContaining("differs first at max_tokens (recorded: nothing; now:");
  }

  @Test
  void knowsRequestsAgainByTheirScrubbedForm() {
    fake.otherwise().reply("ok");
    record("I am ann@example.com");

    assertThat(Session.text(Session.ask(cassette.replaying(), "I am bob@example.org")))
        .isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sk-abcdefghijklmnopqrstuvwx              | [KEY]
          key=sk-ant-api03-abc_def-ghijklmnop,     | key=[KEY],
          task-abcdefghijklmnopqrstuvwx            | task-abcdefghijklmnopqrstuvwx
          Authorization: Bearer abc.def-gh1_jkl==  | Authorization: Bearer [KEY]
          Authorization: Basic YW5uOnNlY3JldA==    | Authorization: Basic [KEY]
          Authorization: Bearer abcdefghijklmnop   | Authorization: Bearer [KEY]
          https://a.test/p?v=1&sig=aB%2Fcdefgh&w=2 | https://a.test/p?v=1&sig=[KEY]&w=2
          https://a.test/p?X-Amz-Signature=0123456789abcdef | https://a.test/p?X-Amz-Signature=[KEY]
          xai-abcdefghijklmnopqrstuvwxyz           | [KEY]
          ya29.a0AfH6SMBx_1234567890               | [KEY]
          the bearer responsibilities and basic understanding | the bearer responsibilities and basic understanding
          AKIAIOSFODNN7EXAMPLE                     | [KEY]
          xoxb-123456789012-abcdef                 | [KEY]
          ghp_abcdefghijklmnopqrstuvwxyz0123456789 | [KEY]
          eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_-1 | [KEY]
          ann@example.com, 4111 1111 1111 1111     | [EMAIL], [CREDIT_CARD]
          nothing here                             | nothing here
          """)
  void scrubsKeysAndPersonalData(String text, String scrubbed) throws IOException {
    fake.otherwise().replyWith(request -> "You said " + text);
    record("I say " + text);

    assertThat(written()).contains("\"content\":\"I say " + scrubbed + "\"").contains("{\"text\":");
    assertThat(Session.text(Session.ask(cassette.replaying(), "I say " + text)))
        .isEqualTo("You said " + scrubbed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
  void scrubsPrivateKeysUpToTheirEndWhateverStandsInThem(String kind) {
    String key =
        "-----BEGIN "
            + kind
            + "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\nMIIE+secret/body==\n-----END "
            + kind
            + "-----";

    assertThat(Scrubber.BUILT_IN.scrub("It is " + key + ", keep it"))
        .isEqualTo("It is [KEY], keep it");
    assertThat(Scrubber.BUILT_IN.scrub(key + ", " + key)).isEqualTo("[KEY], [KEY]");
    assertThat(Scrubber.BUILT_IN.scrub("cut: " + key.substring(0, 40))).doesNotContain("Proc");
  }

  @Test
  void looksAtALongAnswerOnceForEachHalvingNotOnceForEachPiece() {
    List<ChatEvent> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(new ChatEvent.TextDelta(0, i % 500 == 250 ? "ann@example.com " : "word "));
    }
    AtomicLong looked = new AtomicLong();
    Scrubber counting =
        Scrubber.BUILT_IN.after(
            text -> {
              looked.addAndGet(text.length());
              return text;
            });

    List<ChatEvent> scrubbed = AnswerScrubber.scrub(events, counting);

    assertThat(scrubbed).hasSameSizeAs(events);
    assertThat(scrubbed.get(249)).isEqualTo(new ChatEvent.TextDelta(0, "word "));
    assertThat(scrubbed.get(250)).isEqualTo(new ChatEvent.TextDelta(0, "[EMAIL] "));
    assertThat(scrubbed.get(1_999)).isEqualTo(new ChatEvent.TextDelta(0, "word "));
    assertThat(looked.get()).isLessThan(20L * Session.text(events).length());
  }

  @Test
  void scrubsWhatIsSaidOfAFailureAndOfAChange() throws IOException {
    String secret = "ann@example.com";
    fake.otherwise()
        .adjusted(new Adjustment(Adjustment.Kind.DROPPED, "stop", "for " + secret))
        .failWith(
            ProviderException.builder(FailureKind.INVALID_REQUEST, "no " + secret)
                .status(400)
                .code(secret)
                .type(secret)
                .parameter(secret)
                .build());
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      assertThatThrownBy(() -> Session.ask(recording, "Hi")).isInstanceOf(ProviderException.class);
    }

    assertThat(written()).contains("\"code\":\"[EMAIL]\"").doesNotContain("ann@");
  }

  @Test
  void scrubsTheStopSequenceThatEndedAnAnswer() throws IOException {
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, "Hi"),
            new ChatEvent.Finished(0, FinishReason.STOP, "stop", "ann@example.com"));
    try (Provider recording = cassette.recording(new Scripted(events, null))) {
      Session.ask(recording, "Hi");
    }

    assertThat(written()).contains("\"stop_sequence\":\"[EMAIL]\"").doesNotContain("ann@");
  }

  @Test
  void scrubsWhatIsSpreadOverPiecesAndPlacesBesideTheText() throws IOException {
    String secret = "ann@example.com";
    List<ChatEvent> events =
        List.of(
            new ChatEvent.TextDelta(0, "Hi ann@exam"),
            new ChatEvent.TextDelta(0, "ple.com, how"),
            new ChatEvent.TextDelta(0, " are you?"),
            new ChatEvent.LogprobsDelta(
                0, new Logprobs(List.of(RawJson.parse("{\"token\":\"ann\"}")), List.of())),
            new ChatEvent.ToolCallDelta(
                0, 0, "c", "f", "{\"to\":\"ann@", ContentPart.ToolCall.Type.FUNCTION),
            new ChatEvent.ToolCallDelta(
                0,
                0,
                null,
                null,
                "example.com\",\"card\":4111111",
                ContentPart.ToolCall.Type.FUNCTION),
            new ChatEvent.ToolCallDelta(
                0, 0, null, null, "111111111}", ContentPart.ToolCall.Type.FUNCTION),
            new ChatEvent.AudioDelta(0, "a", "AAAA", "ann@example", null),
            new ChatEvent.AudioDelta(0, null, "BBBB", ".com", null),
            new ChatEvent.BlockAdded(
                0, new ContentPart.ProviderBlock("a", "b", RawJson.of(List.of(secret)))),
            new ChatEvent.FieldReported("x", RawJson.of(secret)));
    try (Provider recording = cassette.recording(new Scripted(events, null))) {
      assertThat(Session.ask(recording, "Hi")).isEqualTo(events);
    }

    assertThat(written()).doesNotContain("ann", "example.com", "4111", "AAAA", "BBBB");
    List<ChatEvent> played = Session.ask(cassette.replaying(), "Hi");
    assertThat(played).hasSameSizeAs(events);
    assertThat(played.subList(0, 3))
        .containsExactly(
            new ChatEvent.TextDelta(0, "Hi "),
            new ChatEvent.TextDelta(0, "[EMAIL], how"),
            new ChatEvent.TextDelta(0, " are you?"));
    StringBuilder arguments = new StringBuilder();
    played.stream()
        .filter(ChatEvent.ToolCallDelta.class::isInstance)
        .forEach(e -> arguments.append(((ChatEvent.ToolCallDelta) e).arguments()));
    assertThat(arguments).hasToString("{\"to\":\"[EMAIL]\",\"card\":\"[CREDIT_CARD]\"}");
  }

  @Test
  void knowsAConversationAgainThatGoesOnFromAScrubbedAnswer() {
    fake.onTurn(1).reply("Write to bob@example.org").toolCall("f", "{\"card\":4111111111111111}");
    fake.otherwise().reply("Done");
    for (boolean replay : new boolean[] {false, true}) {
      try (GatewayClient gateway =
          gateway(replay ? cassette.replaying() : cassette.recording(Session.keptOpen(fake)))) {
        ChatResponse first = gateway.chat(direct("I am ann@example.com"));
        ChatResponse second =
            gateway.chat(
                ChatRequest.builder("@p/gpt-4o")
                    .user("I am ann@example.com")
                    .message(first.message())
                    .toolResult("call_1", "carl@example.net")
                    .build());
        assertThat(second.text()).isEqualTo("Done");
      }
    }
  }

  @Test
  void takesScrubbersOfTheUsersOwn() throws IOException {
    Cassette own = cassette.scrub(text -> text.replace("Bluebird", "[PROJECT]"));
    fake.otherwise().reply("Bluebird flies");
    try (Provider recording = own.recording(Session.keptOpen(fake))) {
      Session.ask(recording, "Is Bluebird ready? Tell ann@example.com");
    }

    assertThat(written()).doesNotContain("Bluebird", "ann@").contains("[PROJECT] ready");
    assertThat(
            Session.text(Session.ask(own.replaying(), "Is Bluebird ready? Tell ann@example.com")))
        .isEqualTo("[PROJECT] flies");
  }

  @Test
  void keepsPicturesAsADigest() throws IOException {
    byte[] bytes = new byte[5000];
    ChatRequest request =
        ChatRequest.builder("m")
            .message(
                ChatMessage.user(
                    List.of(
                        ContentPart.Image.of(bytes, "image/png"),
                        new ContentPart.Text("What is it?"))))
            .build();
    fake.otherwise().reply("Black.");
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      Session.ask(recording, request);
    }

    assertThat(written()).contains("data:image/png;base64sha256:").hasSizeLessThan(1000);
    assertThat(Session.text(Session.ask(cassette.replaying(), request))).isEqualTo("Black.");
  }

  @Test
  void keepsAnAnswerThatItsReaderClosedAsFarAsItWasRead() {
    fake.otherwise().stream("a", "b", "c");
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      Reply reply = recording.open(Session.attempt(Session.request("Hi")));
      reply.next();
      reply.next();
      reply.close();
      reply.close();
    }

    try (Reply reply = cassette.replaying().open(Session.attempt(Session.request("Hi")))) {
      assertThat(reply.next()).isInstanceOf(ChatEvent.Started.class);
      assertThat(reply.next()).isEqualTo(new ChatEvent.TextDelta(0, "a"));
      assertThatThrownBy(reply::next)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("support.jsonl:3");
    }
  }

  @Test
  void recordsOnAThreadThatIsInterrupted() {
    fake.otherwise().stream("a", "b");
    Provider recording = cassette.recording(Session.keptOpen(fake));
    Reply reply = recording.open(Session.attempt(Session.request("Hi")));
    reply.next();
    reply.next();
    Thread.currentThread().interrupt();
    reply.close();

    assertThat(Thread.interrupted()).isTrue();
    recording.close();
    assertThat(cassette.replaying().open(Session.attempt(Session.request("Hi"))).next())
        .isInstanceOf(ChatEvent.Started.class);
  }

  @Test
  void saysAtTheEndWhatItCouldNotWriteWhenAReplyWasClosed() throws IOException {
    fake.otherwise().stream("a", "b");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no cassette");
    Provider recording = cassette.recording(Session.keptOpen(fake));
    Reply reply = recording.open(Session.attempt(Session.request("Hi")));
    reply.next();
    reply.next();
    reply.close();

    assertThatThrownBy(recording::close).hasMessageContaining("support.jsonl:1");
  }

  @Test
  void writesNothingForACallThatNeverBegan() {
    fake.otherwise().reply("ok");
    Attempt attempt = Session.attempt(Session.request("Hi"));
    attempt.call().cancellation().cancel();

    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      assertThatThrownBy(() -> recording.open(attempt)).hasMessageContaining("cancelled");
    }

    assertThat(file).doesNotExist();
  }

  @Test
  void recordsManyCallsAtOnceEachInOnePiece() throws Exception {
    fake.otherwise().replyWith(request -> request.messages().get(0).text() + " a b c d e");
    int threads = 8;
    int calls = 40;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch ready = new CountDownLatch(threads);
    try (Provider recording = cassette.recording(Session.keptOpen(fake))) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  for (int i = 0; i < calls; i++) {
                    Session.ask(recording, thread + "/" + i);
                  }
                  return null;
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }

    Provider replay = cassette.replaying();
    for (int t = 0; t < threads; t++) {
      for (int i = 0; i < calls; i++) {
        assertThat(Session.text(Session.ask(replay, t + "/" + i)))
            .isEqualTo(t + "/" + i + " a b c d e");
      }
    }
  }

  @Test
  void letsOnlyOneRecordingWriteToAFile() {
    fake.otherwise().reply("ok");
    try (Provider first = cassette.recording(Session.keptOpen(fake));
        Provider second = cassette.recording(Session.keptOpen(fake))) {
      Session.ask(first, "Hi");

      assertThatThrownBy(() -> Session.ask(second, "Hi"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another recording");
    }
  }

  @Test
  void addsToAFileOnlyCallsOfTheSameTypeOfProvider() {
    fake.otherwise().reply("ok");
    record("Hi");
    FakeProvider other = new FakeProvider("anthropic");
    other.otherwise().reply("ok");

    try (Provider recording = cassette.recording(other)) {
      assertThatThrownBy(() -> Session.ask(recording, "Hi"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("type openai");
    }
    record("Again");
    assertThat(Session.text(Session.ask(cassette.replaying(), "Again"))).isEqualTo("ok");
    assertThat(cassette.replaying().type()).isEqualTo("openai");
  }

  @Test
  void recordsWhatIsMissingAndReplaysWhatIsThere() {
    fake.otherwise().reply("ok");
    try (Provider first = cassette.replayingOrRecording(() -> fake)) {
      Session.ask(first, "Hi");
    }

    Provider second =
        cassette.replayingOrRecording(
            () -> {
              throw new AssertionError("the real provider is not needed");
            });

    assertThat(Session.text(Session.ask(second, "Hi"))).isEqualTo("ok");
  }

  @Test
  void doesNotRecordWhereTheNetworkIsForbidden() {
    System.setProperty("gateway.allowNetwork", "false");
    try {
      assertThatThrownBy(() -> cassette.replayingOrRecording(() -> fake))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("support.jsonl")
          .hasMessageContaining("gateway.allowNetwork=false");
    } finally {
      System.clearProperty("gateway.allowNetwork");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | {"cassette":2,"provider":"openai"} | the first line must be
          3 | {"request":{"model" | not JSON
          3 | ["request"] | not a JSON object
          5 | {"started":5} | 'started' is not a text
          6 | {"txt":"Hello"} | this is no line of a cassette
          6 | {"request":{}} | the call of line 3 has no end
          7 | {"finished":"STOPPED"} | 'finished' is none of the values
          9 | {"end":"soon"} | 'end' must be complete or closed
          9 | {"failure":"BAD"} | 'failure' is none of the values
          9 | {"text":"x"} | the call of line 3 has no end
          3 | {"text":"x"} | a call must begin with 'request'
          """)
  void saysWhichLineIsDamaged(int line, String text, String problem) throws IOException {
    fake.otherwise().reply("Hello");
    record("Hi");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line - 1, text);
    Files.write(file, lines);

    assertThatThrownBy(cassette::replaying)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("support.jsonl:" + line + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void saysThatThereIsNoCassette() throws IOException {
    assertThatThrownBy(cassette::replaying)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("support.jsonl")
        .hasMessageContaining("record it first");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertThatThrownBy(cassette::replaying).hasMessageContaining("the file is empty");
  }
}
