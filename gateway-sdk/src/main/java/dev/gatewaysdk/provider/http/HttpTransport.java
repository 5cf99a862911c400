package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/**
 * Sends a provider's requests. One for each provider; thread-safe. Opens nothing before the first
 * call.
 */
public final class HttpTransport implements AutoCloseable {
  private static final long MAX_ERROR_BYTES = 64L << 10;

  private final HttpDialect dialect;
  private final HttpClients clients;
  private final long maxReplyBytes;

  public HttpTransport(HttpOptions options, HttpDialect dialect) {
    this.dialect = dialect;
    this.clients = new HttpClients(options);
    this.maxReplyBytes = options.maxReplyBytes();
  }

  /**
   * Posts JSON, and waits until the answer begins.
   *
   * @param body writes the request; called once, and what it throws is passed on
   * @param reader for this reply alone
   * @throws ProviderException classified, if no answer began
   * @throws CallCancelledException if the call was cancelled, or its thread interrupted, whose flag
   *     stays set
   * @throws dev.gatewaysdk.error.ConfigException if real sockets are forbidden by {@code
   *     gateway.allowNetwork=false}
   * @throws dev.gatewaysdk.error.ClientClosedException after {@link #close()}
   */
  public Reply post(
      Attempt attempt,
      RequestUrl url,
      CredentialHeaders headers,
      JsonBody body,
      ReplyReader reader) {
    long startNanos = begin(attempt);
    CredentialHeaders.Prepared prepared = headers.get();
    OneShotBody json = OneShotBody.json(written(body));
    return post(attempt, url, prepared, json, reader, startNanos);
  }

  /** Posts JSON that is signed, and waits until the answer begins; otherwise as with a key. */
  public Reply post(
      Attempt attempt, RequestUrl url, SignedHeaders headers, JsonBody body, ReplyReader reader) {
    long startNanos = begin(attempt);
    Buffer json = written(body);
    CredentialHeaders.Prepared prepared =
        headers.sign("POST", url, json, attempt.clock().epochMillis());
    return post(attempt, url, prepared, OneShotBody.json(json), reader, startNanos);
  }

  /** Posts a form, and waits until the answer begins; otherwise as with JSON. */
  public Reply post(
      Attempt attempt,
      RequestUrl url,
      CredentialHeaders headers,
      Multipart form,
      ReplyReader reader) {
    long startNanos = begin(attempt);
    CredentialHeaders.Prepared prepared = headers.get();
    return post(attempt, url, prepared, new OneShotBody(form.body()), reader, startNanos);
  }

  /** Gets what is there, and waits until the answer begins; otherwise as when posting. */
  public Reply get(Attempt attempt, RequestUrl url, CredentialHeaders headers, ReplyReader reader) {
    long startNanos = begin(attempt);
    return get(attempt, url, headers.get(), reader, startNanos);
  }

  /** Gets what is there with a signature; otherwise as with a key. */
  public Reply get(Attempt attempt, RequestUrl url, SignedHeaders headers, ReplyReader reader) {
    long startNanos = begin(attempt);
    CredentialHeaders.Prepared prepared =
        headers.sign("GET", url, null, attempt.clock().epochMillis());
    return get(attempt, url, prepared, reader, startNanos);
  }

  private Reply get(
      Attempt attempt,
      RequestUrl url,
      CredentialHeaders.Prepared prepared,
      ReplyReader reader,
      long startNanos) {
    SentHeaders sent = new SentHeaders();
    Call call =
        clients
            .get(attempt.timeouts())
            .newBuilder()
            .addNetworkInterceptor(sent)
            .build()
            .newCall(request(url, prepared).build());
    return open(new Exchange(attempt, call, sent, prepared.secret(), startNanos), call, reader);
  }

  private Reply post(
      Attempt attempt,
      RequestUrl url,
      CredentialHeaders.Prepared prepared,
      OneShotBody body,
      ReplyReader reader,
      long startNanos) {
    Call call = clients.get(attempt.timeouts()).newCall(request(url, prepared).post(body).build());
    return open(new Exchange(attempt, call, body, prepared.secret(), startNanos), call, reader);
  }

  private static long begin(Attempt attempt) {
    NetworkSwitch.requireOn();
    attempt.cancellation().throwIfCancelled();
    if (Thread.currentThread().isInterrupted()) {
      throw new CallCancelledException("the thread of the call was interrupted", null);
    }
    return attempt.clock().nanoTime();
  }

  private static Request.Builder request(RequestUrl url, CredentialHeaders.Prepared prepared) {
    return new Request.Builder().url(url.url).headers(prepared.headers());
  }

  private Reply open(Exchange exchange, Call call, ReplyReader reader) {
    Response response = null;
    boolean opened = false;
    try {
      limitTime(exchange, call);
      response = execute(call);
      exchange.received(response, dialect);
      BufferedSource source =
          Okio.buffer(new ReplySource(response.body().source(), exchange, maxReplyBytes));
      requireSuccess(response, source, exchange);
      reader.headers(new ReplyHeaders(response.headers()));
      opened = true;
      return new HttpReply(exchange, response, source, reader);
    } catch (IOException e) {
      throw IoFailures.of(e, exchange);
    } finally {
      if (!opened) {
        exchange.end();
        if (response != null) {
          response.close();
        }
      }
    }
  }

  private static Buffer written(JsonBody body) {
    Buffer buffer = new Buffer();
    try {
      body.write(JsonWriter.of(buffer));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A buffer in memory has no I/O that could fail.
    }
    return buffer;
  }

  /** OkHttp, being Kotlin, lets an undeclared exception out if it is interrupted in connecting. */
  static Response execute(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IOException(e);
    }
  }

  /** OkHttp watches over the whole call, body included, so nothing else has to be scheduled. */
  private static void limitTime(Exchange exchange, Call call) {
    long left = exchange.attempt().remainingNanos();
    if (left <= 0) {
      throw IoFailures.timedOut(exchange, Exchange.TimeoutKind.TOTAL, null);
    }
    call.timeout().timeout(left, TimeUnit.NANOSECONDS);
  }

  private void requireSuccess(Response response, BufferedSource source, Exchange exchange) {
    int status = response.code();
    if (status >= 200 && status < 300) {
      return;
    }
    if (status < 400) {
      throw exchange.complete(
          ProviderException.builder(
                  FailureKind.MALFORMED_REPLY,
                  "the answer is a redirect, and those are not followed, lest the key go elsewhere:"
                      + " check base-url")
              .status(status)
              .build());
    }
    Duration retryAfter =
        RetryAfter.read(response.headers(), exchange.attempt().clock().epochMillis());
    String body = exchange.clean(errorBody(source, exchange)); // An excerpt would hold half a key.
    ErrorReply error =
        new ErrorReply(
            status, new ReplyHeaders(response.headers()), body, retryAfter, exchange.requestId());
    throw exchange.complete(dialect.error(error).build());
  }

  /** What arrives of the body; the status alone says enough if it breaks off. */
  private static String errorBody(BufferedSource source, Exchange exchange) {
    Buffer body = source.getBuffer();
    try {
      source.request(MAX_ERROR_BYTES);
      return body.readUtf8(Math.min(body.size(), MAX_ERROR_BYTES));
    } catch (IOException e) {
      if (IoFailures.of(e, exchange) instanceof CallCancelledException cancelled) {
        throw cancelled;
      }
    } catch (ProviderException e) {
      // One of its deadlines.
    }
    return body.readUtf8();
  }

  /** Connections in use now; for tests. */
  int connectionsInUse() {
    return clients.connectionsInUse();
  }

  /** Stops the calls in flight and closes all connections. Idempotent. */
  @Override
  public void close() {
    clients.close();
  }
}
