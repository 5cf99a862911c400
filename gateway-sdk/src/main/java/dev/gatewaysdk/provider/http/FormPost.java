package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Posts small forms on the way to a call, such as for an access token: within that call's time, and
 * stopped when it is. Thread-safe; opens nothing before the first form.
 */
public final class FormPost implements AutoCloseable {
  private static final long MAX_BYTES = 64L << 10;

  private final HttpClients clients;

  public FormPost(HttpOptions options) {
    this.clients = new HttpClients(options);
  }

  /**
   * What came back.
   *
   * @param body at most 64 KiB of it
   */
  public record Answer(int status, String body) {
    /** Its status only: the body may hold a token. */
    @Override
    public String toString() {
      return "Answer(" + status + ")";
    }
  }

  /**
   * Posts the fields and waits for the answer, whatever its status.
   *
   * @param purpose what it is for, for messages
   * @throws ProviderException if no answer came; the call's own request was not sent
   * @throws CallCancelledException if the call was cancelled, or its thread interrupted
   * @throws dev.gatewaysdk.error.ConfigException if real sockets are forbidden
   */
  public Answer send(Attempt attempt, RequestUrl url, Map<String, String> fields, String purpose) {
    NetworkSwitch.requireOn();
    attempt.cancellation().throwIfCancelled();
    FormBody.Builder form = new FormBody.Builder();
    fields.forEach(form::add);
    Call call =
        clients
            .get(attempt.timeouts())
            .newCall(new Request.Builder().url(url.url).post(form.build()).build());
    call.timeout().timeout(Math.max(1, attempt.remainingNanos()), TimeUnit.NANOSECONDS);
    Runnable cancel = call::cancel;
    attempt.cancellation().onCancel(cancel);
    try (Response response = call.execute()) {
      return new Answer(response.code(), response.peekBody(MAX_BYTES).string());
    } catch (IOException e) {
      throw failure(attempt, url, purpose, e);
    } finally {
      attempt.cancellation().remove(cancel);
    }
  }

  private static GatewayException failure(
      Attempt attempt, RequestUrl url, String purpose, IOException e) {
    if (attempt.cancellation().isCancelled()) {
      return new CallCancelledException("the call was cancelled", e);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new CallCancelledException("the thread of the call was interrupted", e);
    }
    boolean late = e instanceof InterruptedIOException;
    String host = url.url.host() + ":" + url.url.port();
    return ProviderException.builder(
            late ? FailureKind.TIMEOUT : FailureKind.UNAVAILABLE,
            "cannot get "
                + purpose
                + " from "
                + host
                + ": "
                + (late ? "no answer" : e.getMessage()))
        .notSent()
        .cause(e)
        .build();
  }

  /** Closes all connections. Idempotent. */
  @Override
  public void close() {
    clients.close();
  }
}
