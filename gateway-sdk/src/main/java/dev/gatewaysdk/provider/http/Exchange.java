package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request and what is known of it: how far it came, what it waits for. Used by the thread that
 * runs the call; only {@link #stop} may come from others.
 */
final class Exchange {
  private final Attempt attempt;
  private final Call call;
  private final Sending request;
  private final String secret;
  private final long startNanos;
  private final Runnable cancel;
  private volatile boolean stopped;
  private boolean contentSeen;
  private @Nullable TimeoutKind armed;
  private int status;
  private @Nullable String requestId;

  Exchange(Attempt attempt, Call call, Sending request, String secret, long startNanos) {
    this.attempt = attempt;
    this.call = call;
    this.request = request;
    this.secret = secret;
    this.startNanos = startNanos;
    this.cancel = call::cancel;
    attempt.cancellation().onCancel(cancel);
  }

  /** Notes what came with the headers. */
  void received(Response response, HttpDialect dialect) {
    Headers headers = response.headers();
    status = response.code();
    requestId = headers.get(dialect.requestIdHeader());
    attempt.trail().providerRequestId(requestId);
    long receivedMillis = attempt.clock().epochMillis();
    attempt.trail().rateLimits(() -> dialect.rateLimits(new ReplyHeaders(headers), receivedMillis));
  }

  /** Lets the next read wait no longer than the deadlines allow. */
  void beforeRead(Timeout socket) {
    if (stopped) {
      throw closed(null);
    }
    if (attempt.cancellation().isCancelled()) {
      throw new CallCancelledException("the call was cancelled", null, true);
    }
    Timeouts timeouts = attempt.timeouts();
    if (attempt.remainingNanos() <= 0) {
      throw IoFailures.timedOut(this, TimeoutKind.TOTAL, null);
    }
    if (!contentSeen) {
      long between = timeouts.betweenTokens().toNanos();
      long left = timeouts.firstToken().toNanos() - (attempt.clock().nanoTime() - startNanos);
      if (left <= 0) {
        throw IoFailures.timedOut(this, TimeoutKind.FIRST_TOKEN, null);
      }
      armed = left < between ? TimeoutKind.FIRST_TOKEN : TimeoutKind.BETWEEN_TOKENS;
      socket.timeout(Math.min(left, between), TimeUnit.NANOSECONDS);
    } else if (armed != TimeoutKind.CONTENT_SEEN) {
      armed = TimeoutKind.CONTENT_SEEN;
      socket.timeout(timeouts.betweenTokens().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** From now on only the pauses between events count. */
  void contentSeen() {
    contentSeen = true;
  }

  /** Closes the socket under whoever reads from it; from any thread. */
  void stop() {
    stopped = true;
    call.cancel();
  }

  /** Nothing of this exchange is to be cancelled any more. */
  void end() {
    attempt.cancellation().remove(cancel);
  }

  Attempt attempt() {
    return attempt;
  }

  /** Where the request goes, for messages. */
  String address() {
    return call.request().url().host() + ":" + call.request().url().port();
  }

  boolean connected() {
    return request.begun();
  }

  boolean sent() {
    return request.written();
  }

  /** The HTTP status; 0 before the headers. */
  int status() {
    return status;
  }

  @Nullable String requestId() {
    return requestId;
  }

  /** Whether the socket was closed from this side, time-outs included. */
  boolean cancelled() {
    return call.isCanceled();
  }

  boolean stopped() {
    return stopped;
  }

  /** Which time-out a socket's time-out means now. */
  TimeoutKind waitingFor() {
    if (!request.begun()) {
      return TimeoutKind.CONNECT;
    }
    TimeoutKind kind = armed;
    if (kind == null) {
      return TimeoutKind.FIRST_TOKEN;
    }
    return kind == TimeoutKind.CONTENT_SEEN ? TimeoutKind.BETWEEN_TOKENS : kind;
  }

  static CallCancelledException closed(@Nullable Throwable cause) {
    return new CallCancelledException("the reply was closed before its end", cause, true);
  }

  /** What the provider says, without the secret that the request was sent with. */
  String clean(String said) {
    return Redaction.of(said, secret);
  }

  /** The failure with the request's id, and without the secret that the request was sent with. */
  ProviderException complete(ProviderException failure) {
    ProviderException clean = Redaction.of(failure, secret);
    return requestId == null || clean.providerRequestId() != null
        ? clean
        : clean.toBuilder().requestId(requestId).build();
  }

  /** Which of the time-outs ran out. */
  enum TimeoutKind {
    CONNECT("connect"),
    TOTAL("total"),
    FIRST_TOKEN("first-token"),
    BETWEEN_TOKENS("between-tokens"),
    /** Between tokens, and already set on the socket. */
    CONTENT_SEEN("between-tokens");

    private final String key;

    TimeoutKind(String key) {
      this.key = key;
    }

    /** As the configuration calls it. */
    String key() {
      return key;
    }

    Duration of(Timeouts timeouts) {
      return switch (this) {
        case CONNECT -> timeouts.connect();
        case TOTAL -> timeouts.total();
        case FIRST_TOKEN -> timeouts.firstToken();
        case BETWEEN_TOKENS, CONTENT_SEEN -> timeouts.betweenTokens();
      };
    }
  }
}
