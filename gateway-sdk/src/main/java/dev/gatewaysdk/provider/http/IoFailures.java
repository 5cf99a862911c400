package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.Exchange.TimeoutKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What an I/O failure means: the one place that maps them. */
final class IoFailures {
  private IoFailures() {}

  static GatewayException of(IOException e, Exchange exchange) {
    if (exchange.attempt().cancellation().isCancelled()) {
      return new CallCancelledException("the call was cancelled", e, exchange.sent());
    }
    if (exchange.stopped()) {
      return Exchange.closed(e);
    }
    if (Thread.currentThread().isInterrupted()) { // Asking leaves the flag as it is.
      return new CallCancelledException(
          "the thread of the call was interrupted", e, exchange.sent());
    }
    if (e instanceof SocketTimeoutException) {
      return timedOut(exchange, exchange.waitingFor(), e);
    }
    if (e instanceof InterruptedIOException) { // OkHttp's time-out of the whole call.
      return timedOut(exchange, TimeoutKind.TOTAL, e);
    }
    if (exchange.cancelled()) {
      return new CallCancelledException(
          "the provider was closed during the call", e, exchange.sent());
    }
    return exchange.complete(broken(e, exchange).cause(e).build());
  }

  static ProviderException timedOut(
      Exchange exchange, TimeoutKind kind, @Nullable IOException cause) {
    Duration limit = kind.of(exchange.attempt().timeouts());
    return exchange.complete(
        failure(
                exchange,
                FailureKind.TIMEOUT,
                "the " + kind.key() + " time-out of " + text(limit) + " ran out " + doing(exchange))
            .cause(cause)
            .build());
  }

  private static ProviderException.Builder broken(IOException e, Exchange exchange) {
    String where = exchange.address();
    if (e instanceof UnknownHostException) {
      return failure(exchange, FailureKind.UNAVAILABLE, "no address found for " + where);
    }
    if (e instanceof SSLException) {
      ProviderException.Builder failure =
          failure(
              exchange,
              FailureKind.UNAVAILABLE,
              "TLS with " + where + " failed: " + e.getMessage());
      return isBadCertificate(e) ? failure.permanent() : failure;
    }
    if (e instanceof ProtocolException && !isEndOfStream(e)) {
      return failure(
          exchange, FailureKind.MALFORMED_REPLY, where + " broke HTTP: " + e.getMessage());
    }
    if (!exchange.connected()) {
      return failure(exchange, FailureKind.UNAVAILABLE, "cannot connect: " + e.getMessage());
    }
    return failure(
        exchange,
        FailureKind.UNAVAILABLE,
        "the connection to " + where + " broke " + doing(exchange) + why(e));
  }

  /** Some streams end without a word. */
  private static String why(IOException e) {
    return e.getMessage() == null ? "" : ": " + e.getMessage();
  }

  private static ProviderException.Builder failure(
      Exchange exchange, FailureKind kind, String message) {
    ProviderException.Builder builder =
        ProviderException.builder(kind, message).status(exchange.status());
    return exchange.sent() ? builder : builder.notSent();
  }

  /** OkHttp reports a body that stops before its announced length in this way. */
  private static boolean isEndOfStream(IOException e) {
    return "unexpected end of stream".equals(e.getMessage());
  }

  /** It will be as bad the next time. */
  private static boolean isBadCertificate(IOException e) {
    return e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException;
  }

  private static String doing(Exchange exchange) {
    if (!exchange.connected()) {
      return "while connecting to " + exchange.address();
    }
    if (!exchange.sent()) {
      return "while sending the request";
    }
    return exchange.status() == 0 ? "while waiting for the answer" : "while reading the answer";
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
