package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.error.GatewayException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the links of one call led to, failures included: a second try and the next target fetch
 * nothing again. Used by the thread that runs the call, and gone with the call.
 */
final class FetchedOnce implements MediaFetcher {
  /** A request must not make the gateway knock on any number of doors. */
  static final int MAX_LINKS = 20;

  static final long MAX_BYTES = 64L << 20;

  private final MediaFetcher fetcher;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private long bytes;

  private record Outcome(@Nullable Media media, @Nullable IOException failure) {}

  FetchedOnce(MediaFetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Media fetch(String url, Duration atMost, Cancellation cancellation) throws IOException {
    Outcome outcome = outcomes.get(url);
    if (outcome == null) {
      outcome = follow(url, atMost, cancellation);
      outcomes.put(url, outcome);
    }
    if (outcome.failure != null) {
      throw outcome.failure;
    }
    return Objects.requireNonNull(outcome.media);
  }

  private Outcome follow(String url, Duration atMost, Cancellation cancellation) {
    if (outcomes.size() >= MAX_LINKS) {
      return failed("at most " + MAX_LINKS + " links are fetched for one call");
    }
    try {
      Media media = fetcher.fetch(url, atMost, cancellation);
      if (media == null) { // Whatever it promised.
        return new Outcome(null, new IOException("the media fetcher gave nothing"));
      }
      if (bytes + media.size() > MAX_BYTES) {
        return failed("at most " + (MAX_BYTES >> 20) + " MiB are fetched for one call");
      }
      bytes += media.size();
      return new Outcome(media, null);
    } catch (IOException e) {
      return new Outcome(null, e);
    } catch (GatewayException e) { // Cancelled, closed, or not allowed to connect at all.
      throw e;
    } catch (RuntimeException e) { // Its message may hold the link, and is nobody's answer.
      String kind = e.getClass().getSimpleName();
      return new Outcome(null, new IOException("the media fetcher failed with " + kind, e));
    }
  }

  private static Outcome failed(String message) {
    return new Outcome(null, new IOException(message + ": send the others by value"));
  }
}
