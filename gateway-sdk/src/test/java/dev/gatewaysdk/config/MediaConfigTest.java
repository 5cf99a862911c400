package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code media}, and which hosts say that they need it. */
class MediaConfigTest {
  @Test
  void isOffUnlessItSaysOtherwise() {
    assertThat(Configs.parse(Configs.PROVIDERS).mediaFetcher()).isNull();
    assertThat(Configs.parse(Configs.PROVIDERS + "media: {fetch: false}").mediaFetcher()).isNull();
    assertThat(Configs.parse(Configs.PROVIDERS + "media: {fetch: true}").mediaFetcher())
        .hasToString("HttpMediaFetcher(maxSize=10485760, timeout=PT10S)");
  }

  /** Seen by what is refused, as nothing is connected to for that. */
  @Test
  void readsWhereToAndHow() {
    MediaFetcher fetcher =
        Configs.parse(
                Configs.PROVIDERS
                    + "media: {fetch: true, hosts: [10.0.0.1, \"${TEAM}.example.com\"],"
                    + " max-size: 1KiB, timeout: 200ms, allow-plain-http: true}")
            .mediaFetcher();

    assertThat(fetcher).hasToString("HttpMediaFetcher(maxSize=1024, timeout=PT0.2S)");
    assertThatThrownBy(() -> fetch(fetcher, "http://blue.example.com/"))
        .hasMessageEndingWith("it is not among the hosts that are allowed");
    assertThatThrownBy(() -> fetch(fetcher, "http://10.0.0.1/"))
        .hasMessageEndingWith("it leads to an address that is not public");
    assertThatThrownBy(() -> fetch(fetcher, "http://red.example.com:81/"))
        .hasMessageEndingWith("port 81 is not allowed, only 80 and 443 are");
    fetcher.close();
  }

  private static void fetch(MediaFetcher fetcher, String url) throws Exception {
    fetcher.fetch(url, Duration.ofSeconds(1), new Cancellation());
  }

  @Test
  void aHostMaySayThatItFollowsNoLinks() {
    assertThat(
            Configs.parse(
                    "providers: {o: {type: openai-compatible, image-links: false,"
                        + " base-url: \"http://localhost:11434/v1\"}}")
                .providers()
                .get("o"))
        .isInstanceOf(OpenAiCompatibleProvider.class);
    assertThat(
            Configs.problems(
                "providers: {o: {type: openai-compatible, image-links: 1,"
                    + " base-url: \"http://localhost:11434/v1\"}}"))
        .containsExactly("bad.yaml:1: providers.o.image-links: found 1; allowed: true or false");
  }
}
