package dev.gatewaysdk.langchain4j.kit.host;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes the events of a stream piece by piece: none arrives in one read. */
final class SmallPieces {
  private SmallPieces() {}

  static void write(List<String> events, OutputStream out, Duration pause) throws IOException {
    Semaphore never = new Semaphore(0);
    for (String event : events) {
      try {
        if (never.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody releases it");
        }
      } catch (InterruptedException e) {
        throw new InterruptedIOException("the host is closed");
      }
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      int half = bytes.length / 2;
      out.write(bytes, 0, half);
      out.flush();
      out.write(bytes, half, bytes.length - half);
      out.flush();
    }
  }
}
