package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.RateLimits.Window;
import dev.gatewaysdk.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadersTest {
  private static final long NOW = Instant.parse("2026-11-21T10:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after|0|PT0S",
        "retry-after|20|PT20S",
        "Retry-After|1.5|PT1.5S",
        "retry-after|345600|PT96H",
        "retry-after|Sat, 21 Nov 2026 10:00:30 GMT|PT30S",
        "retry-after|Wed, 25 Nov 2026 10:00:00 GMT|PT96H",
        "retry-after-ms|456|PT0.456S",
        "x-ms-retry-after-ms|12.5|PT0.0125S"
      })
  void readsHowLongToWait(String name, String value, Duration wait) {
    assertThat(RetryAfter.read(Headers.of(name, value), NOW)).isEqualTo(wait);
  }

  @Test
  void millisecondsComeBeforeSeconds() {
    Headers headers =
        Headers.of("retry-after", "1", "x-ms-retry-after-ms", "20", "retry-after-ms", "10");

    assertThat(RetryAfter.read(headers, NOW)).isEqualTo(Duration.ofMillis(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "soon", "-1", "NaN", "1e300", "Sat, 21 Nov 2026 09:59:59 GMT"})
  void whatIsNoWaitingTimeIsIgnored(String value) {
    assertThat(RetryAfter.read(Headers.of("retry-after", value), NOW)).isNull();
  }

  @Test
  void readsTheLimitsOfOpenAi() {
    Headers headers =
        Headers.of(
            Map.of(
                "x-ratelimit-limit-requests", "500",
                "x-ratelimit-remaining-requests", "499",
                "x-ratelimit-reset-requests", "120ms",
                "x-ratelimit-limit-tokens", "45000",
                "x-ratelimit-reset-tokens", "6m0s"));

    assertThat(RateLimitHeaders.openAi(new ReplyHeaders(headers)))
        .isEqualTo(
            new RateLimits(
                new Window(500L, 499L, Duration.ofMillis(120)),
                new Window(45_000L, null, Duration.ofMinutes(6))));
    assertThat(RateLimitHeaders.openAi(new ReplyHeaders(Headers.EMPTY))).isNull();
  }

  @Test
  void readsTheLimitsOfAnthropic() {
    Headers headers =
        Headers.of(
            Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "49",
                "anthropic-ratelimit-requests-reset", "2026-11-21T10:00:02Z",
                "anthropic-ratelimit-tokens-reset", "2026-11-21T09:00:00Z"));

    assertThat(RateLimitHeaders.anthropic(new ReplyHeaders(headers), NOW))
        .isEqualTo(
            new RateLimits(
                new Window(50L, 49L, Duration.ofSeconds(2)),
                new Window(null, null, Duration.ZERO)));
  }

  @ParameterizedTest
  @CsvSource({
    "20ms, PT0.02S",
    "1.5s, PT1.5S",
    "6m0s, PT6M",
    "1h2m3.5s, PT1H2M3.5S",
    "2d, PT48H",
    "0s, PT0S"
  })
  void readsSpans(String text, Duration span) {
    assertThat(RateLimitHeaders.span(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "m", "6m 0s", "-1s", "1s!"})
  void whatIsNoSpanIsIgnored(String text) {
    assertThat(RateLimitHeaders.span(text)).isNull();
  }

  @Test
  void preparesHeadersAnewOnlyWhenTheSecretChanges() {
    AtomicReference<String> key = new AtomicReference<>("canary-1");
    CredentialHeaders headers =
        new CredentialHeaders(
            Secret.supplier(key::get),
            "Authorization",
            "Bearer ",
            Map.of("X-Fixed", "f"),
            HttpOptions.builder().header("X-Own", "o").build());
    CredentialHeaders.Prepared first = headers.get();

    assertThat(headers.get()).isSameAs(first);
    key.set("canary-2");
    assertThat(headers.get().headers())
        .isEqualTo(Headers.of("X-Own", "o", "X-Fixed", "f", "Authorization", "Bearer canary-2"));
    assertThat(first.toString()).doesNotContain("canary");
  }

  @Test
  void refusesFixedHeadersThatWouldBreakTheRequest() {
    assertThatThrownBy(
            () ->
                new CredentialHeaders(
                    Secret.of("k"), "A", "", Map.of("X-Org", "a\nb"), HttpOptions.defaults()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("X-Org");
  }

  @Test
  void quotesBodiesInOneLine() {
    assertThat(Excerpt.of("  <p>\r\n\tBad\u0007 gateway\u0085</p>  "))
        .isEqualTo("<p> Bad gateway </p>");
    assertThat(Excerpt.of("x".repeat(199) + "😀" + "y")).isEqualTo("x".repeat(199) + "…");
  }
}
