package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A successful response, read as it is pulled: whole in one go, or event by event.
 *
 * <p>Whether it is a stream, its first byte decides; some hosts answer a wish for a stream with one
 * piece of JSON, and content types lie. Events come as server-sent ones, as the members of one JSON
 * array, or, after a zero, as AWS's binary stream. Only a reader that expects something else than
 * JSON goes by content types.
 */
final class HttpReply implements Reply {
  private static final long MAX_EVENT_BYTES = 16L << 20;
  private static final int EXCERPT_BYTES = 1024;

  private static final int IDLE = 0;
  private static final int PULLING = 1;
  private static final int CLOSED = 2;

  private final Exchange exchange;
  private final Response response;
  private final BufferedSource source;
  private final ReplyReader reader;
  private final ArrayDeque<ReplyEvent> events = new ArrayDeque<>(4);
  private final Consumer<ReplyEvent> out = events::addLast;
  private final AtomicInteger use = new AtomicInteger(IDLE);
  private @Nullable Frames frames;
  private @Nullable BytesReader bytes;
  private @Nullable EventJson eventJson;
  private @Nullable JsonArrayEvents array;
  private @Nullable GatewayException failure;
  private boolean ended;

  HttpReply(Exchange exchange, Response response, BufferedSource source, ReplyReader reader) {
    this.exchange = exchange;
    this.response = response;
    this.source = source;
    this.reader = reader;
  }

  @Override
  public @Nullable ReplyEvent next() {
    for (; ; ) {
      if (use.get() == CLOSED && !(ended && events.isEmpty())) {
        throw failure != null && events.isEmpty() ? failure : Exchange.closed(null);
      }
      ReplyEvent event = events.poll();
      if (event != null) {
        if (event.content()) {
          exchange.contentSeen();
        }
        return event;
      }
      if (failure != null) {
        throw failure;
      }
      if (ended) {
        return null;
      }
      pull();
    }
  }

  private void pull() {
    if (!use.compareAndSet(IDLE, PULLING)) {
      throw Exchange.closed(null);
    }
    boolean open = false;
    try {
      read();
      open = !ended;
    } catch (IOException e) {
      failure = IoFailures.of(e, exchange);
    } catch (ProviderException e) {
      failure = exchange.complete(withStatus(e));
      if ((frames == null && array == null) || e.kind() == FailureKind.MALFORMED_REPLY) {
        events
            .clear(); // Half of a piece that makes no sense; unseen, it leaves way to another try.
      }
    } catch (GatewayException e) {
      failure = e;
    } finally {
      if (!open) {
        release();
      }
      if (!use.compareAndSet(PULLING, IDLE)) {
        closeAll(); // Closed meanwhile by another thread, which must not touch the source.
      }
    }
  }

  private void read() throws IOException {
    if (frames != null) {
      readEvent(frames);
      return;
    }
    if (array != null) {
      readMember(array);
      return;
    }
    if (bytes == null) {
      bytes = reader.bytes(response.header("Content-Type"));
    }
    if (bytes != null) {
      readBytes(bytes);
      return;
    }
    byte first = firstByte();
    if (first == '{' || first == '[' && !exchange.attempt().streamed()) {
      readWhole();
    } else if (exchange.attempt().streamed() && mayBeginEvents(first)) {
      readFirstEvent(new SseFrames(source, MAX_EVENT_BYTES));
    } else if (exchange.attempt().streamed() && first == '[') {
      array = new JsonArrayEvents(source);
      readMember(array);
    } else if (exchange.attempt().streamed() && first == 0) { // Of a message's length: below 2^24.
      readFirstEvent(new EventStreamFrames(source, MAX_EVENT_BYTES));
    } else {
      source.request(EXCERPT_BYTES);
      Buffer body = source.getBuffer();
      String text = body.readUtf8(Math.min(body.size(), EXCERPT_BYTES));
      throw malformed("the reply is not JSON: " + Excerpt.of(exchange.clean(text)));
    }
  }

  /** Skips the blanks that some hosts send to keep a connection alive. */
  private byte firstByte() throws IOException {
    while (source.request(1)) {
      byte first = source.getBuffer().getByte(0);
      if (first != ' ' && first != '\n' && first != '\r' && first != '\t') {
        return first;
      }
      source.skip(1);
    }
    throw malformed("the reply has no body");
  }

  /** A comment, one of the four fields, or a byte order mark. */
  private static boolean mayBeginEvents(byte first) {
    return first == ':'
        || first == 'd'
        || first == 'e'
        || first == 'i'
        || first == 'r'
        || first == (byte) 0xef;
  }

  /**
   * All at once where no stream is wanted, so that a reply that breaks off leaves way to a retry.
   */
  private void readBytes(BytesReader bytes) throws IOException {
    if (!exchange.attempt().streamed()) {
      source.request(Long.MAX_VALUE);
    }
    if (source.exhausted()) {
      bytes.end(out);
      ended = true;
    } else {
      bytes.chunk(source.getBuffer().readByteArray(), out);
    }
  }

  private void readWhole() throws IOException {
    source.request(Long.MAX_VALUE);
    EventJson.whole(source.getBuffer(), reader, out);
    ended = true;
  }

  private void readFirstEvent(Frames frames) throws IOException {
    this.frames = frames;
    eventJson = new EventJson(frames.data());
    readEvent(frames);
  }

  private void readEvent(Frames frames) throws IOException {
    if (!frames.next()) {
      endOfStream(
          frames.unfinished() > 0
              ? "; its last event broke off after " + frames.unfinished() + " bytes"
              : "");
      return;
    }
    if (frames.isDone()) {
      reader.sentinel(out);
    } else if (eventJson != null) {
      eventJson.event(reader, out);
    }
    ended = reader.ended();
  }

  private void readMember(JsonArrayEvents array) throws IOException {
    if (array.next(reader, out)) {
      ended = reader.ended();
    } else {
      endOfStream(array.closed() ? "" : "; its array was not closed");
    }
  }

  /**
   * @param broken how its last event broke off; empty if it did not
   */
  private void endOfStream(String broken) {
    if (broken.isEmpty()) {
      reader.endOfStream(out);
      ended = reader.ended();
    }
    if (!ended) {
      throw malformed(
          "the stream ended without its terminal event, so the answer is not complete" + broken);
    }
  }

  private ProviderException malformed(String message) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, message)
        .status(exchange.status())
        .build();
  }

  private ProviderException withStatus(ProviderException e) {
    return e.providerStatus() == 0 ? e.toBuilder().status(exchange.status()).build() : e;
  }

  /**
   * Gives the connection back. After a proper end OkHttp reads the little that is left, for at most
   * 100 ms, so that the next call can have it; else it is closed at once.
   */
  private void release() {
    exchange.end();
    if (!ended) {
      exchange.stop();
    }
    closeAll();
  }

  /**
   * Also gives back what was read ahead; okio allocates 8 KiB for each piece that it never sees
   * again.
   */
  private void closeAll() {
    response.close();
    source.getBuffer().clear();
    if (frames != null) {
      frames.data().clear();
    }
  }

  @Override
  public void close() {
    int before = use.getAndSet(CLOSED);
    if (before == CLOSED) {
      return;
    }
    if (before == PULLING) {
      exchange.end();
      exchange.stop();
    } else if (!ended && failure == null) {
      release();
    }
  }
}
