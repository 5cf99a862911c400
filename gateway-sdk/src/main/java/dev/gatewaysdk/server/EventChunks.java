package dev.gatewaysdk.server;

import dev.gatewaysdk.error.GatewayException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer as it arrives, as server-sent events; an error is the last of them. */
abstract class EventChunks implements ReplyChunks {
  private final Runnable close;
  private final Consumer<Throwable> unexpected;
  private boolean ended;

  /**
   * @param close ends the answer
   * @param unexpected told of what is no failure that anybody foresaw
   */
  EventChunks(Runnable close, Consumer<Throwable> unexpected) {
    this.close = close;
    this.unexpected = unexpected;
  }

  /** Adds what comes next, which may be nothing yet; false if that was the end. */
  abstract boolean pull(ByteArrayOutputStream out);

  /** The reply with this body. */
  final ServerReply reply() {
    return ServerReply.of(
        200,
        Map.of(
            "Content-Type", "text/event-stream",
            "Cache-Control", "no-cache",
            "X-Accel-Buffering", "no"), // Asks a proxy to hand on what there is.
        this);
  }

  @Override
  public final byte @Nullable [] next() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    while (!ended && out.size() == 0) {
      try {
        ended = !pull(out);
      } catch (GatewayException e) {
        fail(out, ErrorTable.of(e));
      } catch (RuntimeException | Error e) {
        unexpected.accept(e);
        fail(out, ErrorTable.unexpected());
      }
    }
    return out.size() == 0 ? null : out.toByteArray();
  }

  /** Without the word of the end, nobody takes an error for one. */
  private void fail(ByteArrayOutputStream out, HttpError error) {
    ended = true;
    Sse.event(out, error.body());
    close.run();
  }

  @Override
  public final byte[] silence() {
    return Sse.KEEP_ALIVE.clone();
  }

  @Override
  public final void close() {
    close.run();
  }
}
