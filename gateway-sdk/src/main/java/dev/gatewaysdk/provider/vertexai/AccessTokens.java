package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.ErrorReply;
import dev.gatewaysdk.provider.http.FormPost;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of a service account, each fetched once and used until shortly before it expires.
 * Thread-safe.
 *
 * <p>Of several calls that need a new token at the same time, one fetches it, on its own thread and
 * in its own time; the others wait for it, each in its own time. While the old one is still good,
 * nobody waits.
 */
final class AccessTokens implements AutoCloseable {
  private static final long RENEW_MILLIS = 5 * 60_000;
  private static final long LAST_MILLIS = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MOST_SECONDS = 12 * 3600;
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** A token and when it expires, since 1970. */
  private record Token(String value, long expiresMillis) {
    @Override
    public String toString() {
      return "Token(***)";
    }
  }

  private final Secret keyFile;
  private final HttpOptions http;
  private final Duration patience;
  private final FormPost forms;
  private final AtomicReference<@Nullable CompletableFuture<Token>> fetching =
      new AtomicReference<>();
  private final AtomicReference<@Nullable Token> last = new AtomicReference<>();

  /**
   * @param keyFile the JSON of the key file, read anew whenever a token is fetched
   */
  AccessTokens(Secret keyFile, HttpOptions http) {
    this(keyFile, http, PATIENCE);
  }

  /**
   * @param patience how long to wait for a new token while the old one is good
   */
  AccessTokens(Secret keyFile, HttpOptions http, Duration patience) {
    this.keyFile = keyFile;
    this.patience = patience;
    this.http = http;
    this.forms = new FormPost(http);
  }

  /** The token that was used last; null before the first. */
  @Nullable String current() {
    Token token = last.get();
    return token == null ? null : token.value;
  }

  /**
   * Makes sure that the current token is good for this attempt.
   *
   * @throws ProviderException if none could be had; the call's own request was not sent
   * @throws CallCancelledException if the call was cancelled meanwhile
   * @throws dev.gatewaysdk.error.ConfigException if the key file is not in order
   */
  void prepare(Attempt attempt) {
    while (true) {
      long left = millisLeft(attempt);
      if (left > RENEW_MILLIS) {
        return;
      }
      CompletableFuture<Token> mine = new CompletableFuture<>();
      CompletableFuture<Token> others = fetching.compareAndExchange(null, mine);
      if (others == null) {
        Token token = last.get();
        if (token != null && millisLeft(attempt) > RENEW_MILLIS) { // Another call was quicker.
          mine.complete(token);
          fetching.set(null);
          return;
        }
        fetch(attempt, mine, left > LAST_MILLIS);
        return;
      }
      if (left > LAST_MILLIS || await(attempt, others)) {
        return;
      }
    }
  }

  /**
   * Has the next call fetch a new token, unless that was done already. A call that is about to send
   * the refused one still can: without any it would fail for no reason that anybody understands.
   *
   * @param refused null if there was none
   */
  void forget(@Nullable String refused) {
    Token token = last.get();
    if (token != null && token.value.equals(refused)) {
      last.compareAndSet(token, new Token(token.value, 0));
    }
  }

  private long millisLeft(Attempt attempt) {
    Token token = last.get();
    return token == null ? 0 : token.expiresMillis - attempt.clock().epochMillis();
  }

  private void fetch(Attempt attempt, CompletableFuture<Token> mine, boolean oldIsGood) {
    try {
      Token token = fetched(oldIsGood ? hurried(attempt) : attempt);
      last.set(token);
      mine.complete(token);
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      if (!oldIsGood || !(e instanceof ProviderException)) {
        throw e;
      }
    } finally {
      fetching.set(null);
    }
  }

  /**
   * The same attempt, but not for long: with a good token at hand no call may hang for a new one.
   */
  private Attempt hurried(Attempt attempt) {
    Timeouts timeouts = attempt.timeouts();
    Duration passed = timeouts.total().minusNanos(attempt.remainingNanos());
    Duration total = passed.plus(patience);
    return total.compareTo(timeouts.total()) >= 0
        ? attempt
        : new Attempt(
            attempt.call(),
            attempt.target(),
            timeouts.withTotal(total),
            attempt.clock(),
            attempt.last(),
            attempt.strict());
  }

  /**
   * Waits for what another call fetches.
   *
   * @return false if that call gave up for reasons of its own, so that somebody else has to fetch
   */
  private static boolean await(Attempt attempt, CompletableFuture<Token> others) {
    CompletableFuture<Token> wait = others.copy(); // Cancelling it wakes this call alone.
    Runnable wake = () -> wait.cancel(false);
    attempt.cancellation().onCancel(wake);
    try {
      wait.get(Math.max(0, attempt.remainingNanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (CancellationException e) {
      throw new CallCancelledException("the call was cancelled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("the thread of the call was interrupted", e);
    } catch (TimeoutException e) {
      throw ProviderException.builder(
              FailureKind.TIMEOUT, "the total time-out ran out while waiting for an access token")
          .notSent()
          .build();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failure
          && failure.kind() != FailureKind.TIMEOUT) {
        throw failure.toBuilder().build();
      }
      return false;
    } finally {
      attempt.cancellation().remove(wake);
    }
  }

  private Token fetched(Attempt attempt) {
    ServiceAccountKey key = ServiceAccountKey.parse(keyFile.revealText(), http);
    long now = attempt.clock().epochMillis();
    FormPost.Answer answer =
        forms.send(
            attempt,
            key.tokenUrl(),
            Map.of("grant_type", GRANT, "assertion", key.assertion(now)),
            "an access token");
    Map<?, ?> fields = fields(answer.body());
    if (answer.status() >= 200
        && answer.status() < 300
        && fields.get("access_token") instanceof String token
        && isOneWord(token)) {
      long seconds = fields.get("expires_in") instanceof Number life ? life.longValue() : 3600;
      return new Token(token, now + 1000 * Math.max(0, Math.min(seconds, MOST_SECONDS)));
    }
    throw refused(answer.status(), fields);
  }

  private static ProviderException refused(int status, Map<?, ?> fields) {
    String error = fields.get("error") instanceof String code ? code : "";
    String detail = fields.get("error_description") instanceof String text ? text : "no reason";
    if (status < 400) {
      return ProviderException.builder(
              FailureKind.UNAVAILABLE, "the answer to the request for an access token has none")
          .notSent()
          .build();
    }
    FailureKind kind = ErrorReply.kindOf(status);
    return ProviderException.builder(
            kind == FailureKind.INVALID_REQUEST || kind == FailureKind.MODEL_NOT_FOUND
                ? FailureKind.AUTHENTICATION
                : kind,
            "no access token for the service account: " + error + " (" + detail + ")")
        .status(status)
        .type(error.isEmpty() ? null : error)
        .notSent()
        .build();
  }

  private static Map<?, ?> fields(String body) {
    try {
      return RawJson.parse(body).toJava() instanceof Map<?, ?> fields ? fields : Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static boolean isOneWord(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  @Override
  public void close() {
    forms.close();
  }
}
