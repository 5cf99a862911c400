package dev.gatewaysdk.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which links each adapter has followed for it. */
class LinkedMediaTest {
  private final MockWebServer server = NoDelayServer.create();
  private final ManualClock clock = new ManualClock();
  private final List<String> fetched = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();
  private final MediaFetcher fetcher =
      (url, atMost, cancellation) -> {
        fetched.add(url);
        times.add(atMost);
        if (url.contains("bad")) {
          throw new IOException("no such thing");
        }
        return Media.of(
            new byte[] {1, 2, 3}, url.contains("pdf") ? "application/pdf" : "image/png");
      };

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Attempt attempt(String model, ContentPart... parts) {
    return attempt(fetcher, model, parts);
  }

  private Attempt attempt(@Nullable MediaFetcher with, String model, ContentPart... parts) {
    ChatRequest request =
        ChatRequest.builder("e").message(ChatMessage.user(List.of(parts))).build();
    Call call = new Call("call-1", request, Caller.anonymous(), false, clock.nanoTime());
    Target target = Target.of(new TargetRef("p", model), null);
    return new Attempt(
        with == null ? call : call.withMedia(with), target, Timeouts.DEFAULTS, clock, true, false);
  }

  /** What the provider sends for that attempt, whatever comes back. */
  private String sent(Provider provider, Attempt attempt) throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body("{}").build());
    try (provider) {
      provider.open(attempt).close();
    }
    return server.takeRequest().getBody().utf8();
  }

  private Provider gemini() {
    return GeminiProvider.builder()
        .apiKey(Secret.of("key"))
        .baseUrl(server.url("/v1beta").toString())
        .build();
  }

  private Provider vertex() {
    return VertexAiProvider.builder("p")
        .accessToken(Secret.of("token"))
        .baseUrl(server.url("/v1").toString())
        .build();
  }

  private Provider anthropic() {
    return AnthropicProvider.builder()
        .apiKey(Secret.of("key"))
        .baseUrl(server.url("/").toString())
        .build();
  }

  private OpenAiCompatibleProvider.Builder compatible() {
    return OpenAiCompatibleProvider.builder(server.url("/v1").toString());
  }

  @Test
  void anthropicFollowsLinksOfHttpsByItself() throws InterruptedException {
    String body =
        sent(
            anthropic(),
            attempt(
                "claude-sonnet-4-5",
                Image.of("https://a.example/1.png"),
                Image.of("http://a.example/2.png"),
                File.ofUrl("http://a.example/3.pdf"),
                File.ofId("file_1")));

    assertThat(fetched).containsExactly("http://a.example/2.png", "http://a.example/3.pdf");
    assertThat(body)
        .contains("{\"type\":\"url\",\"url\":\"https://a.example/1.png\"}")
        .contains("{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AQID\"}")
        .contains("{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"AQID\"}");
  }

  @Test
  void geminiFollowsLinksOnlyFrom25On() throws InterruptedException {
    ContentPart[] parts = {
      Image.of("https://a.example/1.png"),
      File.ofUrl("https://a.example/2.pdf"),
      File.ofUrl("https://a.example/3.mp4"),
      File.ofUrl("https://youtu.be/4"),
      File.ofUrl("https://generativelanguage.googleapis.com/v1beta/files/5")
    };

    String old = sent(gemini(), attempt("gemini-2.0-flash", parts));
    assertThat(fetched).containsExactly("https://a.example/1.png", "https://a.example/2.pdf");
    assertThat(old)
        .contains("\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}")
        .contains("\"fileUri\":\"https://a.example/3.mp4\"")
        .contains("\"fileUri\":\"https://youtu.be/4\"")
        .contains("files/5\"");

    fetched.clear();
    assertThat(sent(gemini(), attempt("gemini-2.5-flash", parts))).doesNotContain("inlineData");
    assertThat(fetched).isEmpty();
  }

  @Test
  void vertexAiMustBeToldWhatAFileIsSoAnUnknownOneIsLookedAt() throws InterruptedException {
    Attempt attempt =
        attempt(
            "gemini-2.5-flash",
            File.ofUrl("https://a.example/pdf"),
            File.ofUrl("https://a.example/2.pdf"),
            new File("https://a.example/3", "3.pdf"),
            Image.of("https://a.example/4"));

    String body = sent(vertex(), attempt);

    assertThat(fetched).containsExactly("https://a.example/pdf");
    assertThat(body).contains("\"inlineData\":{\"mimeType\":\"application/pdf\"");
    assertThatThrownBy(() -> vertex().open(attempt(null, "m", File.ofUrl("https://a.example/pdf"))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("media.fetch");
  }

  @Test
  void hostsOfOpenAisWireFollowLinksOfPicturesUnlessToldOtherwise() throws InterruptedException {
    Image picture = Image.of("https://a.example/1.png");

    assertThat(sent(compatible().build(), attempt("m", picture))).contains("a.example");
    assertThat(fetched).isEmpty();

    assertThat(sent(compatible().imageLinks(false).build(), attempt("m", picture)))
        .contains("\"url\":\"data:image/png;base64,AQID\"");
    assertThat(fetched).containsExactly("https://a.example/1.png");
    assertThatThrownBy(
            () -> compatible().imageLinks(false).build().open(attempt(null, "m", picture)))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("the host fetches no pictures")
        .hasMessageContaining("media.fetch");
    assertThatThrownBy(
            () ->
                compatible()
                    .build()
                    .open(attempt(null, "m", File.ofUrl("https://a.example/1.pdf"))))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessageContaining("the host fetches no files")
        .hasMessageContaining("media.fetch");
  }

  @Test
  void aFetchHasTheRestOfTheCallsTime() throws InterruptedException {
    Attempt attempt = attempt("m", Image.of("https://a.example/1.png"));
    clock.advance(Duration.ofMinutes(9));

    LinkedMedia.fetched((ChatRequest) attempt.request(), attempt, link -> true);

    assertThat(times).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void whatCannotBeFetchedIsForAnotherTarget() {
    Attempt attempt = attempt("m", Image.of("https://a.example/bad.png"));

    assertThatThrownBy(
            () -> LinkedMedia.fetched((ChatRequest) attempt.request(), attempt, link -> true))
        .isInstanceOf(UnsupportedRequestException.class)
        .hasMessage("messages[0].content: no such thing");
    assertThat(attempt.trail().adjustments()).isEmpty();
  }

  @Test
  void aRequestWithoutSuchLinksStaysAsItIs() {
    Attempt attempt = attempt("m", Image.of(new byte[] {1}, "image/png"), File.ofId("file-1"));
    ChatRequest request = (ChatRequest) attempt.request();

    assertThat(LinkedMedia.fetched(request, attempt, link -> true)).isSameAs(request);
  }
}
