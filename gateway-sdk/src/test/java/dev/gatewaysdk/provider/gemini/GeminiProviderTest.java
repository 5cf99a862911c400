package dev.gatewaysdk.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.price.PriceBook;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiProviderTest {
  private static final String KEY = "AIza-canary-0815";
  private static final String PIECE =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello.\"}]},\"finishReason\":\"STOP\"}],"
          + "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"r1\"}";

  private final MockWebServer server = NoDelayServer.create();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private GeminiProvider provider(String path) {
    return GeminiProvider.builder()
        .apiKey(Secret.of(KEY))
        .baseUrl(server.url(path).toString())
        .build();
  }

  private ChatResponse ask(String path, String model, boolean streamed) {
    try (GeminiProvider provider = provider(path)) {
      return Replays.collect(provider, Attempts.of(Attempts.HELLO, streamed, "gemini", model));
    }
  }

  @Test
  void sendsTheKeyInItsHeaderAndReadsTheAnswer() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(PIECE).build());

    assertThat(ask("/", "gemini-2.5-flash", false).text()).isEqualTo("Hello.");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("x-goog-api-key")).isEqualTo(KEY);
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(request.getTarget()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
    assertThat(request.getBody().utf8())
        .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello!\"}]}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/, gemini-2.5-flash, /v1beta/models/gemini-2.5-flash",
    "/v1, gemini-2.5-flash, /v1/models/gemini-2.5-flash",
    "/v1alpha/, models/gemini-x, /v1alpha/models/gemini-x",
    "/proxy, tunedModels/mine, /proxy/v1beta/tunedModels/mine",
  })
  void findsTheModelBelowTheBaseUrl(String base, String model, String path)
      throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "text/event-stream")
            .body("data: " + PIECE + "\r\n\r\n")
            .build());

    assertThat(ask(base, model, true).text()).isEqualTo("Hello.");

    assertThat(server.takeRequest().getTarget()).isEqualTo(path + ":streamGenerateContent?alt=sse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../b", "a//b", "a?key=1", "a#b", "a%2e", "a b", "a\\b"})
  void letsNoNameOfAModelLeadElsewhere(String model) {
    assertThatThrownBy(() -> ask("/", model, false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("model");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void readsAnArrayWhereAStreamOfEventsWasAskedFor() {
    server.enqueue(new MockResponse.Builder().body("[" + PIECE + "\n,\r\n" + PIECE + "]").build());

    assertThat(ask("/", "gemini-2.5-flash", true).text()).isEqualTo("Hello.Hello.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[PIECE|its array was not closed",
        "[PIECE,{\"cand|is not valid JSON",
        "[{\"responseId\":\"r\"}]|so the answer is not complete",
        "[]|so the answer is not complete",
        "[PIECE] x|is not valid JSON",
        "[PIECE x]|is not valid JSON",
        "[7]|has an unexpected form",
      })
  void takesNoArrayForCompleteThatIsNot(String body, String message) {
    server.enqueue(new MockResponse.Builder().body(body.replace("PIECE", PIECE)).build());

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> ask("/", "gemini-2.5-flash", true));

    assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
    assertThat(e).hasMessageContaining(message);
  }

  @Test
  void takesNoStreamForCompleteWhoseLastEventBrokeOff() {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "text/event-stream")
            .body("data: " + PIECE + "\n\ndata: {\"cand")
            .build());

    assertThatThrownBy(() -> ask("/", "gemini-2.5-flash", true))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY))
        .hasMessageContaining("its last event broke off");
  }

  @Test
  void saysHowLongToWaitAndNeverTheKey() {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .body(
                "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"Slow down, "
                    + KEY
                    + "\",\"details\":[{\"retryDelay\":\"2.5s\"}]}}")
            .build());

    ProviderException e =
        catchThrowableOfType(ProviderException.class, () -> ask("/", "gemini-2.5-flash", false));

    assertThat(e.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(2500));
    assertThat(e.providerMessage()).isEqualTo("Slow down, ***");
  }

  @Test
  void asksForAKeyAndForABaseUrlThatIsSafe() {
    assertThatThrownBy(() -> GeminiProvider.builder().build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("GEMINI_API_KEY");
    assertThatThrownBy(
            () ->
                GeminiProvider.builder()
                    .apiKey(Secret.of(KEY))
                    .baseUrl("http://models.example.com")
                    .build())
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> HttpOptions.builder().header("X-Goog-Api-Key", "k"))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void saysWhatItIs() {
    try (GeminiProvider provider = GeminiProvider.builder().apiKey(Secret.of(KEY)).build()) {
      assertThat(provider.type()).isEqualTo("gemini");
      assertThat(PriceBook.builtIn().find(provider.type(), "gemini-2.5-flash")).isNotNull();
      assertThat(provider.supports(Operation.CHAT)).isTrue();
      assertThat(provider)
          .hasToString("GeminiProvider(https://generativelanguage.googleapis.com/v1beta)");
    }
  }
}
