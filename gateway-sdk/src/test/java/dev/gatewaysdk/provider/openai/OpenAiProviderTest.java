package dev.gatewaysdk.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiProviderTest {
  private static final String KEY = "sk-canary-0815";
  private static final String ANSWER =
      "{\"id\":\"i\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}";

  private final MockWebServer server = NoDelayServer.create();
  private OpenAiProvider provider;

  @BeforeEach
  void start() throws IOException {
    server.start();
    provider =
        OpenAiProvider.builder()
            .apiKey(Secret.of(KEY))
            .baseUrl(server.url("/v1/").toString())
            .organization("org-1")
            .project("proj-1")
            .http(HttpOptions.builder().header("X-Team", "t").build())
            .build();
  }

  @AfterEach
  void stop() {
    provider.close();
    server.close();
  }

  private static Attempt attempt(boolean streamed) {
    return Attempts.of(Attempts.HELLO, streamed, "openai", "gpt-4o");
  }

  private ProviderException failure(boolean streamed, MockResponse.Builder response) {
    server.enqueue(response.build());
    ProviderException e =
        catchThrowableOfType(
            ProviderException.class, () -> Replays.collect(provider, attempt(streamed)));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(KEY).doesNotContain("Hello!");
    return e;
  }

  @Test
  void sendsARequestAndReadsItsAnswer() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());

    ChatResponse response = Replays.collect(provider, attempt(false));

    assertThat(response.choices().get(0).message().text()).isEqualTo("Hello.");
    assertThat(response.model()).isEqualTo("gpt-4o-2024-08-06");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/chat/completions");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
    assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj-1");
    assertThat(request.getHeaders().get("X-Team")).isEqualTo("t");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}");
  }

  @Test
  void notesRequestIdAndLimits() {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("x-request-id", "req-1")
            .setHeader("x-ratelimit-remaining-requests", "7")
            .setHeader("x-ratelimit-reset-requests", "1s")
            .setHeader("retry-after", "5")
            .body(ANSWER)
            .build());
    Attempt attempt = attempt(false);

    Replays.collect(provider, attempt);

    assertThat(attempt.trail().providerRequestId()).isEqualTo("req-1");
    assertThat(attempt.trail().rateLimits().requests().remaining()).isEqualTo(7);
    assertThat(attempt.trail().rateLimits().requests().reset()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theKeyAppearsInNoException() {
    String echo =
        "{\"error\":{\"message\":\"Incorrect API key provided: "
            + KEY
            + ".\","
            + "\"type\":\""
            + KEY
            + "\",\"param\":\""
            + KEY
            + "\",\"code\":\"invalid_api_key\"}}";

    ProviderException e = failure(false, new MockResponse.Builder().code(401).body(echo));

    assertThat(e.kind()).isEqualTo(FailureKind.AUTHENTICATION);
    assertThat(e.providerMessage()).isEqualTo("Incorrect API key provided: ***.");
    assertThat(e.providerType()).isEqualTo("***");
    assertThat(failure(true, new MockResponse.Builder().body("data: " + echo + "\n\n")).kind())
        .isEqualTo(FailureKind.AUTHENTICATION);
    assertThat(failure(false, new MockResponse.Builder().code(502).body("<p>" + KEY)).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(provider.toString()).doesNotContain(KEY);
  }

  @Test
  void aFinishedChoiceDoesNotStandInForTheTerminalEvent() {
    String finished =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
            + "\"finish_reason\":\"stop\"}]}\n\n";

    ProviderException e = failure(true, new MockResponse.Builder().body(finished));

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e).hasMessageContaining("without its terminal event");
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    ProviderException e =
        failure(false, new MockResponse.Builder().code(429).setHeader("retry-after-ms", "456"));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(456));
  }

  @Test
  void aRotatedKeyIsUsedAtOnce() throws InterruptedException {
    AtomicInteger version = new AtomicInteger();
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    try (OpenAiProvider rotating =
        OpenAiProvider.builder()
            .apiKey(Secret.supplier(() -> "key-" + version.incrementAndGet()))
            .baseUrl(server.url("/v1").toString())
            .build()) {
      Replays.collect(rotating, attempt(false));
      Replays.collect(rotating, attempt(false));
    }

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer key-1");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer key-2");
  }

  @Test
  void aStrictAttemptIsRefusedBeforeAnythingIsSent() {
    ChatRequest request = ChatRequest.builder("e").user("Hello!").topK(5).build();
    Attempt lenient = Attempts.of(request, false, "openai", "gpt-4o");
    Attempt strict =
        new Attempt(
            lenient.call(), lenient.target(), lenient.timeouts(), lenient.clock(), false, true);

    assertThatThrownBy(() -> provider.open(strict))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("top_k");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void startsNoThreadOfTheUsersKind() {
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());

    Replays.collect(provider, attempt(false));

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches("OkHttp (?!MockWebServer).*|Okio.*"))
        .filteredOn(thread -> !thread.getName().contains("MockWebServer"))
        .allMatch(Thread::isDaemon);
  }

  @Test
  void refusesWhatCannotWork() {
    OpenAiProvider.Builder keyless = OpenAiProvider.builder();
    assertThatThrownBy(keyless::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("api-key");
    OpenAiProvider.Builder builder = OpenAiProvider.builder().apiKey(Secret.of(KEY));
    assertThatThrownBy(() -> builder.baseUrl("http://example.com/v1").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("in the clear");
    assertThatThrownBy(() -> builder.baseUrl("https://example.com").organization("a\nb").build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("OpenAI-Organization");
  }

  @Test
  void saysWhatItCanDo() {
    assertThat(provider.type()).isEqualTo("openai");
    assertThat(provider.supports(Operation.CHAT)).isTrue();
  }
}
