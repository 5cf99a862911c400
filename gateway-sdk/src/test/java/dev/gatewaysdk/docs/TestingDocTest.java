package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StreamTruncatedException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.testing.cassette.Cassette;
import dev.gatewaysdk.usage.CallRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/testing.md}. */
class TestingDocTest {

  /** Stands for the application. */
  static final class SupportBot {
    private final GatewayClient gateway;

    SupportBot(GatewayClient gateway) {
      this.gateway = gateway;
    }

    String answer(String question) {
      return gateway.chat("support", question);
    }
  }

  @Test
  void answersAQuestion() {
    FakeProvider fake = new FakeProvider();
    fake.whenUser("refund").reply("You have 30 days.");
    fake.otherwise().reply("How can I help?");

    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("openai", fake)
            .endpoint(Endpoint.builder("support").target("openai", "gpt-4o").build())
            .build()) {
      SupportBot bot = new SupportBot(gateway);

      assertThat(bot.answer("Can I get a refund?")).isEqualTo("You have 30 days.");
      assertThat(fake.lastRequest().messages()).hasSize(1);
      assertThat(fake.models()).containsExactly("gpt-4o");
    }
  }

  @Test
  void answersTurnByTurn() {
    FakeProvider fake = new FakeProvider();
    fake.onTurn(1).reply("Which city?");
    fake.when("has tools", request -> !request.tools().isEmpty())
        .toolCall("forecast", "{\"city\":\"Bern\"}")
        .thenReply("18 degrees and sunny.");
    fake.whenModel("gpt-4o-mini").replyWith(request -> request.messages().size() + " messages");
    fake.otherwise().reply("Sorry?");

    try (GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build()) {
      ChatRequest.Builder request = ChatRequest.builder("@fake/gpt-4o").user("Weather?");
      assertThat(gateway.chat(request.build()).text()).isEqualTo("Which city?");
      request.assistant("Which city?").user("Bern").tool(FORECAST);
      ChatResponse call = gateway.chat(request.build());
      assertThat(call.toolCalls()).singleElement().matches(c -> c.name().equals("forecast"));
      request.message(call.message()).toolResult(call.toolCalls().get(0).id(), "18, sun");
      assertThat(gateway.chat(request.build()).text()).isEqualTo("18 degrees and sunny.");
      assertThat(gateway.chat("@fake/gpt-4o-mini", "Hi")).isEqualTo("1 messages");
      assertThat(gateway.chat("@fake/gpt-4o", "Hi")).isEqualTo("Sorry?");
    }
  }

  private static final ToolDefinition FORECAST =
      ToolDefinition.of("forecast", null, RawJson.parse("{\"type\":\"object\"}"));

  @Test
  void retriesOnAClockThatTakesNoTime() {
    ManualClock clock = new ManualClock();
    FakeProvider fake = new FakeProvider();
    fake.otherwise().rateLimited(Duration.ofSeconds(2)).then().overloaded().thenReply("ok");

    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).clock(clock).build()) {
      assertThat(gateway.chat("@fake/gpt-4o", "Hi")).isEqualTo("ok");
    }

    assertThat(fake.attempts()).isEqualTo(3);
    assertThat(clock.sleeps().get(0)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void fallsBackToTheOtherProvider() {
    FakeProvider first = new FakeProvider();
    FakeProvider second = new FakeProvider();
    first.otherwise().quotaExhausted();
    second.otherwise().reply("from the second");

    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("first", first)
            .provider("second", second)
            .endpoint(
                Endpoint.builder("support")
                    .target("first", "gpt-4o")
                    .fallback("second", "claude-sonnet-4-5")
                    .build())
            .build()) {
      ChatResponse response = gateway.chat(ChatRequest.builder("support").user("Hi").build());

      assertThat(response.text()).isEqualTo("from the second");
      assertThat(response.attempts().get(0).failure()).isEqualTo(FailureKind.QUOTA_EXHAUSTED);
      assertThat(first.attempts()).isEqualTo(1);
    }
  }

  @Test
  void keepsWhatArrivedOfACutStream() {
    FakeProvider fake = new FakeProvider();
    fake.otherwise().stream("Hel", "lo").cutAfter(1);

    try (GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build();
        ChatStream stream =
            gateway.stream(ChatRequest.builder("@fake/gpt-4o").user("Hi").build())) {
      assertThatThrownBy(stream::collect)
          .isInstanceOfSatisfying(
              StreamTruncatedException.class, e -> assertThat(e.partialText()).isEqualTo("Hel"));
    }
  }

  @Test
  void givesUpOnASilentProvider() {
    ManualClock clock = new ManualClock();
    FakeProvider fake = new FakeProvider();
    fake.otherwise().stall();

    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .timeouts(Timeouts.DEFAULTS.withTotal(Duration.ofSeconds(30)))
            .clock(clock)
            .build()) {
      assertThatThrownBy(() -> gateway.chat("@fake/gpt-4o", "Hi"))
          .isInstanceOfSatisfying(
              ProviderException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
    }

    assertThat(clock.sleeps()).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void refusesOverTheLimitUntilTheMinuteIsOver() {
    ManualClock clock = new ManualClock();
    FakeProvider fake = new FakeProvider();
    fake.otherwise().reply("ok");

    try (GatewayClient gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .endpoint(
                Endpoint.builder("support")
                    .target("fake", "gpt-4o")
                    .limit(Limit.calls(1).perMinute().key(LimitKey.USER))
                    .build())
            .clock(clock)
            .build()) {
      ChatRequest request = ChatRequest.builder("support").user("Hi").build();
      gateway.chat(request, Caller.user("ann"));

      assertThatThrownBy(() -> gateway.chat(request, Caller.user("ann")))
          .isInstanceOf(LimitExceededException.class);

      clock.advance(Duration.ofMinutes(1));
      assertThat(gateway.chat(request, Caller.user("ann")).text()).isEqualTo("ok");
    }
  }

  @Test
  void recordsWhatACallCost() {
    RecordingUsageSink usage = new RecordingUsageSink();
    FakeProvider fake = new FakeProvider("openai"); // So that OpenAI's prices apply.
    fake.otherwise().reply("ok").usage(TokenUsage.of(1_000, 100));

    try (GatewayClient gateway =
        GatewayClient.builder().provider("fake", fake).usageSink(usage).build()) {
      gateway.chat("@fake/gpt-4o", "Hi");
    }

    CallRecord record = usage.last();
    assertThat(record.status()).isEqualTo(CallRecord.Status.SUCCESS);
    assertThat(record.usage().totalTokens()).isEqualTo(1_100);
    assertThat(record.cost().usd()).isEqualByComparingTo(new BigDecimal("0.0035"));
  }

  @Test
  void sendsNoSecondSystemPrompt() {
    FakeProvider fake = new FakeProvider();
    fake.otherwise().reply("ok");
    try (GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build()) {
      gateway.chat(ChatRequest.builder("@fake/m").system("Be brief.").user("Hi").build());
    }

    List<ChatMessage> sent = fake.lastRequest().messages();
    assertThat(sent).extracting(ChatMessage::text).containsExactly("Be brief.", "Hi");
    assertThat(fake.lastAsked().user()).isEqualTo("Hi");
  }

  record Invoice(String number, List<String> items) {}

  @Test
  void answersWithARecord() {
    FakeProvider fake = new FakeProvider();
    fake.whenUser("invoice").replyJson(new Invoice("R-7", List.of("paper", "ink")));
    fake.otherwise().replyWith(request -> "You said: " + request.messages().get(0).text());

    try (GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build()) {
      ChatRequest request =
          ChatRequest.builder("@fake/gpt-4o").user("Read the invoice, please.").build();
      Invoice invoice = gateway.chat(request, Invoice.class);

      assertThat(invoice).isEqualTo(new Invoice("R-7", List.of("paper", "ink")));
      assertThat(fake.lastRequest().responseFormat()).isNotNull();
      assertThat(gateway.chat("@fake/gpt-4o", "Hi")).isEqualTo("You said: Hi");
    }
  }

  @Test
  void playsWhatItHasRecorded(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("support.jsonl");
    FakeProvider openAi = new FakeProvider("openai");
    openAi.otherwise().reply("It is on its way.");
    String recorded;
    String played;

    Cassette cassette = Cassette.of(file);
    try (GatewayClient gateway =
        GatewayClient.builder().provider("openai", cassette.recording(openAi)).build()) {
      recorded = gateway.chat("@openai/gpt-4o", "Where is my order? I am ann@example.com.");
    }

    try (GatewayClient gateway =
        GatewayClient.builder().provider("openai", cassette.replaying()).build()) {
      played = gateway.chat("@openai/gpt-4o", "Where is my order? I am ann@example.com.");
    }

    assertThat(played).isEqualTo(recorded);
    assertThat(Files.readString(Path.of("..", "docs", "testing.md")))
        .contains("```\n" + Files.readString(file) + "```\n");
  }

  @Test
  void failsWithTheNearestRule() {
    FakeProvider fake = new FakeProvider();
    fake.whenUser("weather in Bern").reply("Sunny.");
    fake.whenModel("gpt-4o-mini").reply("Hello!");

    try (GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build()) {
      assertThatThrownBy(() -> gateway.chat("@fake/gpt-4.1", "How is the weather in Berlin?"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(String.join("\n", UNMATCHED));
    }
  }

  /** As the page shows it. */
  private static final List<String> UNMATCHED =
      List.of(
          "no rule of the fake provider answers request 1 to model \"gpt-4.1\", in which the user"
              + " said last: \"How is the weather in Berlin?\"",
          "  nearest: rule 1, whenUser(\"weather in Bern\"): no message of the user contains it",
          "  rule 2, whenModel(\"gpt-4o-mini\"): the model is \"gpt-4.1\"",
          "Add a rule for it, or otherwise().reply(\"…\") for all that no rule matches.");
}
