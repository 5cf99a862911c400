package dev.gatewaysdk.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.error.CallCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchedOnceTest {
  private final List<String> fetched = new ArrayList<>();
  private byte[] file = new byte[10];

  private final MediaFetcher fetcher =
      (url, atMost, cancellation) -> {
        fetched.add(url);
        if (url.startsWith("bad")) {
          throw new IOException("not there");
        }
        return Media.of(file, "image/png");
      };
  private final FetchedOnce once = new FetchedOnce(fetcher);

  private Media fetch(String url) throws IOException {
    return once.fetch(url, Duration.ofSeconds(1), new Cancellation());
  }

  @Test
  void fetchesALinkOnceWhetherItLeadsToSomethingOrNot() throws IOException {
    assertThat(fetch("a")).isSameAs(fetch("a"));
    assertThatThrownBy(() -> fetch("bad")).hasMessage("not there");
    assertThatThrownBy(() -> fetch("bad")).hasMessage("not there");

    assertThat(fetched).containsExactly("a", "bad");
  }

  /** Fetchers are written by users, too. */
  @Test
  @SuppressWarnings("NullAway")
  void afterAFetcherThatBreaksItsPromiseTheNextTargetMayStillFollowTheLink() {
    FetchedOnce broken =
        new FetchedOnce(
            (url, atMost, cancellation) -> {
              if (url.equals("nothing")) {
                return null;
              }
              throw new IllegalStateException("canary");
            });
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> broken.fetch("nothing", Duration.ZERO, new Cancellation()))
          .isInstanceOf(IOException.class)
          .hasMessage("the media fetcher gave nothing");
      assertThatThrownBy(() -> broken.fetch("a", Duration.ZERO, new Cancellation()))
          .isInstanceOf(IOException.class)
          .hasMessage("the media fetcher failed with IllegalStateException");
    }
  }

  @Test
  void whatEndsTheWholeCallIsNoFailureOfTheLink() {
    FetchedOnce cancelled =
        new FetchedOnce(
            (url, atMost, cancellation) -> {
              throw new CallCancelledException("the call was cancelled", null);
            });

    assertThatThrownBy(() -> cancelled.fetch("a", Duration.ZERO, new Cancellation()))
        .isInstanceOf(CallCancelledException.class);
  }

  @Test
  void fetchesNoMoreThanTwentyLinks() throws IOException {
    for (int i = 0; i < FetchedOnce.MAX_LINKS; i++) {
      fetch("link" + i);
    }

    for (int i = 0; i < 100; i++) {
      String url = "one too many " + i;
      assertThatThrownBy(() -> fetch(url))
          .hasMessage("at most 20 links are fetched for one call: send the others by value");
    }
    assertThat(fetch("link0").size()).isEqualTo(10);
    assertThat(fetched).hasSize(20);
  }

  @Test
  void keepsNoMoreThanSixtyFourMebibytes() throws IOException {
    file = new byte[24 << 20];
    fetch("a");
    fetch("b");

    assertThatThrownBy(() -> fetch("c"))
        .hasMessage("at most 64 MiB are fetched for one call: send the others by value");
    file = new byte[16 << 20];
    assertThat(fetch("d").size()).isEqualTo(16 << 20);
  }
}
