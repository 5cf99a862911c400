package dev.gatewaysdk.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the JDK's server and the function: reads a request, writes its reply. */
final class ExchangeHandler implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(GatewayServer.class);

  private static final int PIECE = 16 * 1024;
  private static final int DRAINED_BY_THE_JDK = 64 * 1024;
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final GatewayHttp http;
  private final ServerLimits limits;
  private final RequestTasks tasks;
  private final Executor readers;

  /**
   * @param readers runs as many tasks as there are requests
   */
  ExchangeHandler(GatewayHttp http, ServerLimits limits, RequestTasks tasks, Executor readers) {
    this.http = http;
    this.limits = limits;
    this.tasks = tasks;
    this.readers = readers;
  }

  @Override
  public void handle(HttpExchange exchange) {
    RequestTask task = tasks.current();
    task.work(HungUp.key(exchange.getLocalAddress().getPort(), exchange.getRemoteAddress()));
    try {
      serve(exchange, task);
    } catch (StreamPump.BrokenOff e) {
      log.debug("an answer broke off after its beginning had been sent");
    } catch (IOException e) {
      log.debug("a client went away: {}", e.getClass().getSimpleName());
    } catch (RuntimeException | Error e) {
      log.error("a request failed outside the gateway", e);
    } finally {
      task.bounded(limits.write()); // Closing reads what is left of the body.
      exchange.close();
    }
  }

  private void serve(HttpExchange exchange, RequestTask task) throws IOException {
    ServerRequest head = request(exchange, task, new byte[0]);
    long length = length(head);
    ServerReply early = early(head, task, length);
    if (early != null) {
      refuse(exchange, task, early, length);
      return;
    }
    task.bounded(limits.body());
    byte[] body = body(exchange, length);
    task.unbounded();
    if (body == null) {
      ServerReply reply = http.refused(Refusal.tooLarge(http.settings().maxBody()));
      refuse(exchange, task, reply, -1);
      return;
    }
    ServerReply reply = http.handle(request(exchange, task, body));
    write(exchange, task, tasks.isDraining() ? reply.with("Connection", "close") : reply);
  }

  private static ServerRequest request(HttpExchange exchange, RequestTask task, byte[] body) {
    return new ServerRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        exchange.getRequestHeaders(),
        body,
        task.cancellation());
  }

  /** The announced length of the body; 0 if there is none, -1 if it comes in chunks. */
  private static long length(ServerRequest head) {
    if (head.header("transfer-encoding") != null) {
      return -1;
    }
    String length = head.header("content-length");
    return length == null ? 0 : Long.parseLong(length.strip()); // The JDK has checked it.
  }

  private @Nullable ServerReply early(ServerRequest head, RequestTask task, long length) {
    if (task.isRefused()) {
      return http.refused(Refusal.saturated(limits.requests()));
    }
    return tasks.isDraining() ? http.refused(Refusal.draining()) : http.refuse(head, length);
  }

  /** Answers a request whose body nobody has read. */
  private void refuse(HttpExchange exchange, RequestTask task, ServerReply reply, long length)
      throws IOException {
    boolean much = length < 0 || length > DRAINED_BY_THE_JDK;
    boolean last = much || task.isRefused() || tasks.isDraining();
    write(exchange, task, last ? reply.with("Connection", "close") : reply);
    if (much) {
      // A connection that is closed with something unread is reset, and the answer may be lost.
      task.bounded(LINGER);
      InputStream in = exchange.getRequestBody();
      byte[] nowhere = new byte[PIECE];
      while (in.read(nowhere) >= 0) {
        // Until the client has sent it all, or the time is over.
      }
    }
  }

  /** Null if it is too large. */
  private byte @Nullable [] body(HttpExchange exchange, long length) throws IOException {
    long most = http.settings().maxBody();
    InputStream in = exchange.getRequestBody();
    if (length >= 0) {
      byte[] body = in.readNBytes((int) length);
      if (body.length < length) {
        throw new IOException("the body ends early");
      }
      return body;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(PIECE);
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      if (body.size() + (long) read > most) {
        return null;
      }
      body.write(piece, 0, read);
    }
    return body.toByteArray();
  }

  private void write(HttpExchange exchange, RequestTask task, ServerReply reply)
      throws IOException {
    ReplyChunks chunks = reply.chunks();
    try {
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      task.bounded(limits.write());
      if (chunks == null) {
        whole(exchange, task, reply);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), 0);
      task.unbounded(); // The next piece is the provider's to send.
      OutputStream out = exchange.getResponseBody();
      StreamPump.run(chunks, piece -> write(out, task, piece), limits.keepAlive(), readers);
      out.close();
    } catch (StreamPump.BrokenOff e) {
      Thread.currentThread().interrupt(); // Closes the connection where the end would be written.
      throw e;
    } finally {
      if (chunks != null) {
        chunks.close();
      }
    }
  }

  private void whole(HttpExchange exchange, RequestTask task, ServerReply reply)
      throws IOException {
    byte[] body = reply.body();
    if (exchange.getRequestMethod().equals("HEAD") && body.length > 0) { // Refused before its time.
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      body = new byte[0];
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      write(exchange.getResponseBody(), task, body); // Not closed: that ends the connection, too.
    }
  }

  private void write(OutputStream out, RequestTask task, byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; at += PIECE) {
      task.bounded(limits.write());
      out.write(bytes, at, Math.min(PIECE, bytes.length - at));
    }
    out.flush();
    task.unbounded();
  }
}
