package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicProviderTest {
  private static final String KEY = "sk-ant-canary-4711";
  private static final String WHOLE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":\
      [{"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,\
      "usage":{"input_tokens":3,"output_tokens":2}}\
      """;
  private static final String STREAM =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","model":"claude-x","content":[],\
      "usage":{"input_tokens":3,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":\
      {"output_tokens":2}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private final MockWebServer server = new MockWebServer();
  private AnthropicProvider provider;

  @BeforeEach
  void start() throws IOException {
    server.start();
    provider = builder().build();
  }

  @AfterEach
  void stop() {
    provider.close();
    server.close();
  }

  private AnthropicProvider.Builder builder() {
    return AnthropicProvider.builder().apiKey(Secret.of(KEY)).baseUrl(server.url("/").toString());
  }

  private static Attempt attempt(boolean streamed) {
    return Attempts.of(Attempts.HELLO, streamed, "claude", "claude-x");
  }

  private void answer(int status, String body, String... headers) {
    MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
    for (int i = 0; i < headers.length; i += 2) {
      response.addHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(response.build());
  }

  private static List<ReplyEvent> drain(Reply reply) {
    List<ReplyEvent> events = new ArrayList<>();
    try (reply) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        events.add(event);
      }
    }
    return events;
  }

  private ChatResponse ask(boolean streamed) {
    return AnthropicReplies.collected(drain(provider.open(attempt(streamed))));
  }

  @Test
  void sendsTheRequestAsAnthropicDemandsIt() throws InterruptedException {
    answer(200, WHOLE);
    Attempt attempt = attempt(false);

    drain(provider.open(attempt));

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/messages");
    assertThat(request.getHeaders().get("x-api-key")).isEqualTo(KEY);
    assertThat(request.getHeaders().get("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(request.getHeaders().get("anthropic-beta")).isNull();
    assertThat(request.getHeaders().get("authorization")).isNull();
    assertThat(request.getHeaders().get("content-type")).startsWith("application/json");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"model\":\"claude-x\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"Hello!\"}]}]}");
    assertThat(attempt.trail().adjustments())
        .extracting(Adjustment::subject)
        .containsExactly("max_tokens");
  }

  @Test
  void sendsItsOwnSettings() throws InterruptedException {
    answer(200, WHOLE);
    try (AnthropicProvider own =
        builder()
            .version("2024-01-01")
            .beta("one-2025-01-01", "two-2025-01-01")
            .defaultMaxTokens(17)
            .http(HttpOptions.builder().header("x-team", "red").build())
            .build()) {
      drain(own.open(attempt(false)));
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("anthropic-version")).isEqualTo("2024-01-01");
    assertThat(request.getHeaders().get("anthropic-beta"))
        .isEqualTo("one-2025-01-01,two-2025-01-01");
    assertThat(request.getHeaders().get("x-team")).isEqualTo("red");
    assertThat(request.getBody().utf8()).contains("\"max_tokens\":17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/"})
  void takesABaseUrlWithAndWithoutTheVersion(String path) throws InterruptedException {
    answer(200, WHOLE);
    String base = server.url("/").toString();
    try (AnthropicProvider own =
        builder().baseUrl(base.substring(0, base.length() - 1) + path).build()) {
      drain(own.open(attempt(false)));
    }

    assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/v1/messages");
  }

  @Test
  void takesABaseUrlWithAPathOfItsOwn() throws InterruptedException {
    answer(200, WHOLE);
    try (AnthropicProvider own =
        builder().baseUrl(server.url("/proxy/anthropic").toString()).build()) {
      drain(own.open(attempt(false)));
    }

    assertThat(server.takeRequest().getUrl().encodedPath())
        .isEqualTo("/proxy/anthropic/v1/messages");
  }

  @Test
  void aStreamAndAUnaryAnswerMeanTheSame() throws InterruptedException {
    answer(200, STREAM, "content-type", "text/event-stream; charset=utf-8");
    answer(200, WHOLE);

    ChatResponse streamed = ask(true);

    assertThat(streamed).isEqualTo(ask(false));
    assertThat(streamed.text()).isEqualTo("Hello");
    assertThat(server.takeRequest().getBody().utf8()).endsWith(",\"stream\":true}");
  }

  @Test
  void aStreamWithoutItsTerminalEventIsAnError() {
    answer(200, STREAM.substring(0, STREAM.indexOf("event: message_stop")));
    List<ReplyEvent> seen = new ArrayList<>();

    ProviderException e =
        catchThrowableOfType(
            ProviderException.class,
            () -> {
              try (Reply reply = provider.open(attempt(true))) {
                for (; ; ) {
                  seen.add(reply.next());
                }
              }
            });

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(seen).contains(new ChatEvent.TextDelta(0, "lo"));
  }

  @Test
  void anErrorEventAfterTheStartStillComesBeforeAnyContent() {
    answer(
        200,
        STREAM.substring(0, STREAM.indexOf("event: content_block_start"))
            + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
            + "\"message\":\"Overloaded\"}}\n\n",
        "request-id",
        "req_1");
    Reply reply = provider.open(attempt(true));

    assertThat(reply.next().content()).isFalse();
    assertThatThrownBy(reply::next)
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.OVERLOADED);
              assertThat(e.providerStatus()).isEqualTo(200);
              assertThat(e.providerRequestId()).isEqualTo("req_1");
            });
  }

  @Test
  void anErrorBodyUnder200IsThatError() {
    answer(200, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}");

    ProviderException e = catchThrowableOfType(ProviderException.class, () -> ask(true));

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.providerType()).isEqualTo("api_error");
  }

  @Test
  void readsHeadersOfErrors() {
    answer(
        429,
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow\"}}",
        "request-id",
        "req_1",
        "retry-after",
        "7");

    ProviderException e = catchThrowableOfType(ProviderException.class, () -> ask(false));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(e.providerRequestId()).isEqualTo("req_1");
  }

  @Test
  void readsHeadersOfAnswersButNoRetryAfter() {
    answer(
        200,
        WHOLE,
        "request-id",
        "req_2",
        "retry-after",
        "33",
        "anthropic-ratelimit-requests-limit",
        "50",
        "anthropic-ratelimit-requests-remaining",
        "49");
    Attempt attempt = attempt(false);

    assertThat(drain(provider.open(attempt))).isNotEmpty();
    assertThat(attempt.trail().providerRequestId()).isEqualTo("req_2");
    RateLimits limits = attempt.trail().rateLimits();
    assertThat(limits.requests()).isEqualTo(new RateLimits.Window(50L, 49L, null));
    assertThat(limits.tokens()).isNull();
  }

  @Test
  void anImpossibleRequestIsNeverSent() {
    ChatRequest request =
        ChatRequest.builder("endpoint").user("Hi").extra("model", "claude-y").build();

    assertThatThrownBy(() -> provider.open(Attempts.of(request, false, "claude", "claude-x")))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500})
  void theKeyIsInNoMessageEvenIfTheProviderEchoesIt(int status) {
    answer(
        status,
        "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":"
            + "\"invalid x-api-key: "
            + KEY
            + "\"}}");
    answer(
        200,
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"" + KEY + "\"}}\n\n");
    answer(502, "<html>" + KEY + "</html>");

    for (boolean streamed : new boolean[] {false, true, false}) {
      ProviderException e = catchThrowableOfType(ProviderException.class, () -> ask(streamed));
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(KEY);
      assertThat(e.providerMessage()).doesNotContain(KEY);
    }
    assertThat(provider.toString() + builder()).doesNotContain(KEY);
  }

  @Test
  void asksForTheFilesApiWhereTheRequestNamesAFile() throws InterruptedException {
    ChatRequest request =
        ChatRequest.builder("e").message(user(ContentPart.File.ofId("file_1"))).build();
    AnthropicProvider other = builder().beta("a-1", "files-api-2026-01-01").build();
    answer(200, WHOLE);
    answer(200, WHOLE);
    answer(200, WHOLE);

    drain(provider.open(Attempts.of(request, false, "claude", "claude-x")));
    drain(other.open(Attempts.of(request, false, "claude", "claude-x")));
    drain(provider.open(attempt(false)));
    other.close();

    assertThat(server.takeRequest().getHeaders().get("anthropic-beta"))
        .isEqualTo("files-api-2025-04-14");
    assertThat(server.takeRequest().getHeaders().get("anthropic-beta"))
        .isEqualTo("a-1,files-api-2026-01-01");
    assertThat(server.takeRequest().getHeaders().get("anthropic-beta")).isNull();
  }

  @Test
  void aStrictAttemptIsRefusedBeforeAnythingIsSent() {
    ChatRequest request = ChatRequest.builder("e").user("Hi").choices(2).build();
    Attempt lax = Attempts.of(request, false, "claude", "claude-sonnet-4-5");
    Attempt strict =
        new Attempt(lax.call(), lax.target(), lax.timeouts(), lax.clock(), false, true);

    assertThatThrownBy(() -> provider.open(strict))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageStartingWith("n: would be dropped for claude/claude-sonnet-4-5");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void takesTheDefaultLimitFromThePriceBook() throws InterruptedException {
    ModelPrice price = ModelPrice.perMillionTokens().input(1).output(1).maxOutput(64_000).build();
    Attempt plain = attempt(true);
    Target known = Target.of(new TargetRef("claude", "claude-sonnet-4-5"), price);
    answer(200, STREAM);

    drain(
        provider.open(
            new Attempt(plain.call(), known, plain.timeouts(), plain.clock(), true, false)));

    assertThat(server.takeRequest().getBody().utf8()).contains("\"max_tokens\":64000");
  }

  @Test
  void doesChatOnly() {
    assertThat(provider.type()).isEqualTo("anthropic");
    assertThat(provider.supports(Operation.CHAT)).isTrue();
  }

  @Test
  void opensNothingBeforeTheFirstCall() {
    builder().build().close();

    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void checksItsSettingsAtOnce() {
    assertThatThrownBy(() -> AnthropicProvider.builder().build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("api-key");
    assertThatThrownBy(() -> builder().version("2023\r\nx: y")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder().beta("a,b")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder().beta("")).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder().defaultMaxTokens(0)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder().baseUrl("http://api.example.com").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("plain http");
  }
}
