package dev.gatewaysdk.provider.vertexai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.conformance.NoDelayServer;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
  private final MockWebServer server = NoDelayServer.create();
  private final ManualClock clock = new ManualClock();
  private AccessTokens tokens;

  @BeforeEach
  void start() throws IOException {
    server.start();
    tokens =
        new AccessTokens(
            Secret.supplier(() -> KeyFiles.json(server.url("/token").toString())),
            HttpOptions.defaults());
  }

  @AfterEach
  void stop() {
    tokens.close();
    server.close();
  }

  private Attempt attempt() {
    Call call = new Call("call-1", Attempts.HELLO, Caller.anonymous(), false, clock.nanoTime());
    Target target = Target.of(new TargetRef("vertex", "gemini-x"), null);
    return new Attempt(call, target, Timeouts.DEFAULTS, clock, true, false);
  }

  private void issue(String token, int seconds) {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"access_token\":\""
                    + token
                    + "\",\"expires_in\":"
                    + seconds
                    + ",\"token_type\":\"Bearer\"}")
            .build());
  }

  private void refuse(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private String token() {
    tokens.prepare(attempt());
    return tokens.current();
  }

  @Test
  void fetchesATokenOnceAndKeepsIt() throws InterruptedException {
    issue("t1", 3600);

    assertThat(token()).isEqualTo("t1");
    assertThat(token()).isEqualTo("t1");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/token");
    assertThat(request.getBody().utf8())
        .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
        .contains("assertion=eyJ");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void renewsShortlyBeforeTheTokenExpires() {
    issue("t1", 3600);
    issue("t2", 3600);

    assertThat(token()).isEqualTo("t1");
    clock.advance(Duration.ofMinutes(54));
    assertThat(token()).isEqualTo("t1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(token()).isEqualTo("t2");
  }

  @Test
  void goesOnWithATokenThatIsStillGoodWhileANewOneCannotBeHad() {
    issue("t1", 3600);
    refuse(503, "busy");
    refuse(503, "busy");

    assertThat(token()).isEqualTo("t1");
    clock.advance(Duration.ofMinutes(56));
    assertThat(token()).isEqualTo("t1");
    clock.advance(Duration.ofMinutes(4));
    assertThatThrownBy(this::token).isInstanceOf(ProviderException.class);
  }

  @Test
  void letsOneOfManyCallsFetchForAll() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            asked.countDown();
            go.await();
            return new MockResponse.Builder()
                .body("{\"access_token\":\"t1\",\"expires_in\":3600}")
                .build();
          }
        });
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(threads.submit(this::token));
      }
      asked.await();
      Attempt cancelled = attempt();
      Future<Throwable> waiting =
          threads.submit(() -> catchThrowable(() -> tokens.prepare(cancelled)));
      cancelled.cancellation().cancel();

      assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
      go.countDown();
      for (Future<String> call : calls) {
        assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("t1");
      }
      assertThat(server.getRequestCount()).isEqualTo(1);
    } finally {
      go.countDown();
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}"
            + "|AUTHENTICATION",
        "401|{\"error\":\"invalid_client\"}|AUTHENTICATION",
        "404|not found|AUTHENTICATION",
        "429|{}|RATE_LIMITED",
        "500|{}|UNAVAILABLE",
        "503|{}|OVERLOADED",
        "200|<html>|UNAVAILABLE",
        "200|{\"access_token\":\"two words\"}|UNAVAILABLE",
        "302|{}|UNAVAILABLE",
      })
  void saysWhyThereIsNoTokenAndThatNothingWasSent(int status, String body, FailureKind kind) {
    refuse(status, body);

    ProviderException e = catchThrowableOfType(ProviderException.class, this::token);

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining("access token").hasMessageNotContaining("eyJ");
  }

  @Test
  void triesAgainAfterAFailure() {
    refuse(400, "{\"error\":\"invalid_grant\"}");
    issue("t1", 3600);

    assertThatThrownBy(this::token).isInstanceOf(ProviderException.class);
    assertThat(token()).isEqualTo("t1");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.close();

    ProviderException e = catchThrowableOfType(ProviderException.class, this::token);

    assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining("cannot get an access token from");
  }

  @Test
  void asksNobodyForACallThatWasCancelled() {
    Attempt cancelled = attempt();
    cancelled.cancellation().cancel();

    assertThatThrownBy(() -> tokens.prepare(cancelled)).isInstanceOf(CallCancelledException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void saysWhatIsWrongWithTheKeyFile() {
    try (AccessTokens wrong = new AccessTokens(Secret.of("no JSON"), HttpOptions.defaults())) {
      assertThatThrownBy(() -> wrong.prepare(attempt()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("credentials");
    }
  }

  @Test
  void forgetsOnlyTheTokenThatWasRefused() {
    issue("t1", 3600);
    issue("t2", 3600);
    assertThat(token()).isEqualTo("t1");

    tokens.forget("t1");
    assertThat(tokens.current()).as("for calls that are about to send").isEqualTo("t1");
    assertThat(token()).isEqualTo("t2");

    tokens.forget("t1"); // Of a call that was slower.
    tokens.forget(null);
    assertThat(token()).isEqualTo("t2");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void doesNotHangForANewTokenWhileTheOldOneIsGood() {
    issue("t1", 3600);
    CountDownLatch never = new CountDownLatch(1);
    try (AccessTokens hasty =
        new AccessTokens(
            Secret.supplier(() -> KeyFiles.json(server.url("/token").toString())),
            HttpOptions.defaults(),
            Duration.ofMillis(50))) {
      hasty.prepare(attempt());
      clock.advance(Duration.ofMinutes(56));
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
              never.await();
              return new MockResponse.Builder().build();
            }
          });

      hasty.prepare(attempt());

      assertThat(hasty.current()).isEqualTo("t1");
    } finally {
      never.countDown();
    }
  }
}
