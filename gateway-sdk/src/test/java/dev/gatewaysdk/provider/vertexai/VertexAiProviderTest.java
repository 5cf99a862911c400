package dev.gatewaysdk.provider.vertexai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.price.PriceBook;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VertexAiProviderTest {
  private static final String ANSWER =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello.\"}]},\"finishReason\":\"STOP\"}]}";
  private static final String PARENT = "/v1beta1/projects/my-project/locations/";

  private final MockWebServer server = NoDelayServer.create();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private VertexAiProvider.Builder builder() {
    return VertexAiProvider.builder("my-project").baseUrl(server.url("/").toString());
  }

  private RecordedRequest ask(VertexAiProvider.Builder builder, String model)
      throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body(ANSWER).build());
    try (VertexAiProvider provider = builder.build()) {
      assertThat(
              Replays.collect(provider, Attempts.of(Attempts.HELLO, false, "vertex", model)).text())
          .isEqualTo("Hello.");
    }
    return server.takeRequest();
  }

  @ParameterizedTest
  @CsvSource({
    "global, gemini-2.5-flash, global/publishers/google/models/gemini-2.5-flash",
    "europe-west4, google/gemini-x, europe-west4/publishers/google/models/gemini-x",
    "us, models/gemini-x, us/publishers/google/models/gemini-x",
    "us-east1, publishers/google/models/g, us-east1/publishers/google/models/g",
    "us-east1, endpoints/123, us-east1/endpoints/123",
  })
  void findsTheModelInProjectAndRegion(String region, String model, String path)
      throws InterruptedException {
    RecordedRequest request = ask(builder().region(region).accessToken(Secret.of("ya29.x")), model);

    assertThat(request.getTarget()).isEqualTo(PARENT + path + ":generateContent");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer ya29.x");
  }

  @Test
  void takesTheVersionOfTheBaseUrlAndWholeNames() throws InterruptedException {
    RecordedRequest request =
        ask(
            builder().baseUrl(server.url("/v1").toString()).accessToken(Secret.of("ya29.x")),
            "projects/p/locations/l/endpoints/7");

    assertThat(request.getTarget())
        .isEqualTo("/v1/projects/p/locations/l/endpoints/7:generateContent");
  }

  @Test
  void asksTheSupplierAtEachCall() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    Secret token = Secret.supplier(() -> "token-" + count.incrementAndGet());

    assertThat(ask(builder().accessToken(token), "g").getHeaders().get("Authorization"))
        .isEqualTo("Bearer token-1");
    assertThat(ask(builder().accessToken(token), "g").getHeaders().get("Authorization"))
        .isEqualTo("Bearer token-2");
  }

  @Test
  void getsItsTokenByTheServiceAccount() throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"access_token\":\"ya29.fetched\",\"expires_in\":3599}")
            .build());
    String keyFile = KeyFiles.json(server.url("/token").toString());

    RecordedRequest first = ask(builder().credentials(Secret.of(keyFile)), "g");

    assertThat(first.getTarget()).isEqualTo("/token");
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Bearer ya29.fetched");
  }

  @Test
  void fetchesAnotherTokenOnceOneWasRefused() throws InterruptedException {
    String keyFile = KeyFiles.json(server.url("/token").toString());
    for (String token : new String[] {"t1", "t2"}) {
      server.enqueue(
          new MockResponse.Builder()
              .body("{\"access_token\":\"" + token + "\",\"expires_in\":3599}")
              .build());
      server.enqueue(
          token.equals("t1")
              ? new MockResponse.Builder().code(401).body("{}").build()
              : new MockResponse.Builder().body(ANSWER).build());
    }
    Attempt attempt = Attempts.of(Attempts.HELLO, false, "vertex", "g");
    try (VertexAiProvider provider = builder().credentials(Secret.of(keyFile)).build()) {
      assertThatThrownBy(() -> provider.open(attempt)).isInstanceOf(ProviderException.class);
      assertThat(Replays.collect(provider, attempt).text()).isEqualTo("Hello.");
    }
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t1");
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t2");
  }

  @ParameterizedTest
  @CsvSource({
    "global, https://aiplatform.googleapis.com/v1beta1",
    "eu, https://aiplatform.eu.rep.googleapis.com/v1beta1",
    "europe-west4, https://europe-west4-aiplatform.googleapis.com/v1beta1",
  })
  void goesToTheAddressOfItsRegion(String region, String url) {
    try (VertexAiProvider provider =
        VertexAiProvider.builder("p").region(region).accessToken(Secret.of("t")).build()) {
      assertThat(provider).hasToString("VertexAiProvider(" + url + ")");
      assertThat(provider.type()).isEqualTo("vertex-ai");
      assertThat(PriceBook.builtIn().find(provider.type(), "gemini-2.5-flash")).isNotNull();
      assertThat(provider.supports(Operation.CHAT)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "My Project", "a/b", "..", "a?b"})
  void refusesWhatIsNoProjectAndNoRegion(String name) {
    assertThatThrownBy(() -> VertexAiProvider.builder(name))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("project");
    assertThatThrownBy(() -> VertexAiProvider.builder("p").region(name))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("region");
  }

  @Test
  void needsExactlyOneKindOfCredentials() {
    assertThatThrownBy(() -> builder().build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("either credentials");
    assertThatThrownBy(
            () -> builder().credentials(Secret.of("x")).accessToken(Secret.of("y")).build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("either credentials");
  }
}
