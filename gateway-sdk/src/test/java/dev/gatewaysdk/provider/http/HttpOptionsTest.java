package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "x-api-key", "API-Key", "Content-Length"})
  void headersOfTheProviderCannotBeOverridden(String name) {
    assertThatThrownBy(() -> HttpOptions.builder().header(name, "x"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\u0000b", "aéb"})
  void headersHoldNoLineBreaks(String value) {
    assertThatThrownBy(() -> HttpOptions.builder().header("X-Team", value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("X-Team")
        .hasMessageContaining("position 1");
    assertThatThrownBy(() -> HttpOptions.builder().header(value, "x"))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void theLastValueOfAHeaderCounts() {
    HttpOptions options = HttpOptions.builder().header("x-a", "1").header("X-A", "2").build();

    assertThat(options.headers()).containsExactlyEntriesOf(Map.of("X-A", "2"));
  }

  @Test
  void printsNoHeaderValues() {
    assertThat(HttpOptions.builder().header("X-Token", "canary").build().toString())
        .contains("X-Token")
        .doesNotContain("canary");
  }

  @Test
  void sizesArePositive() {
    assertThatThrownBy(() -> HttpOptions.builder().maxConnections(0))
        .hasMessageContaining("max-connections");
    assertThatThrownBy(() -> HttpOptions.builder().maxReplyBytes(0))
        .hasMessageContaining("max-reply-bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1",
    "https://api.openai.com/v1/, https://api.openai.com/v1",
    "https://example.com, https://example.com/",
    "http://localhost:8080/v1, http://localhost:8080/v1",
    "http://127.8.9.1/v1, http://127.8.9.1/v1",
    "http://[::1]:80/v1, http://[::1]/v1"
  })
  void takesBaseUrls(String text, String url) {
    assertThat(BaseUrl.parse(text, HttpOptions.defaults())).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.com|must begin with https://",
        "example.com/v1|must begin with https://",
        "https://|is not a URL",
        "https://exa mple.com|is not a URL",
        "https://ann:canary@example.com/v1|user name or password",
        "https://example.com/v1?key=canary|query",
        "https://example.com/v1#canary|fragment",
        "http://example.com/v1|in the clear",
        "http://127.0.0.1.example.com/v1|in the clear",
        "http://localhost.example.com/v1|in the clear"
      })
  void refusesOtherBaseUrlsWithoutShowingTheirSecrets(String text, String message) {
    assertThatThrownBy(() -> BaseUrl.parse(text, HttpOptions.defaults()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("base-url")
        .hasMessageContaining(message)
        .hasMessageNotContaining("canary");
  }

  @Test
  void plainHttpToAnotherHostIsForWhoeverAsksForIt() {
    HttpOptions options = HttpOptions.builder().allowPlainHttp(true).build();

    assertThat(BaseUrl.parse("http://llm.internal/v1", options))
        .hasToString("http://llm.internal/v1");
  }

  @Test
  void socketsSendAtOnce() throws IOException {
    try (Socket socket = new NoDelaySocketFactory().createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
