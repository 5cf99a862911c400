package dev.gatewaysdk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.time.GatewayClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider whose streams begin and never end. It sees at once when a client closes its
 * connection, because it reads from it all the while.
 */
final class EndlessStreams implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private static final Pattern NAME = Pattern.compile("stream-\\d+");

  private final Wire wire;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, CountDownLatch> closed = new ConcurrentHashMap<>();
  private final Map<String, Long> endedNanos = new ConcurrentHashMap<>();

  EndlessStreams(Wire wire) throws IOException {
    this.wire = wire;
    this.listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
  }

  /**
   * When the client of the stream closed its connection, by {@link GatewayClock#system()}; waits
   * for it.
   */
  long endSeenNanos(String name) throws InterruptedException {
    assertThat(latch(name).await(10, TimeUnit.SECONDS)).as("%s has ended", name).isTrue();
    return endedNanos.get(name);
  }

  private CountDownLatch latch(String name) {
    return closed.computeIfAbsent(name, n -> new CountDownLatch(1));
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    String name = "";
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      name = nameIn(in);
      OutputStream out = socket.getOutputStream();
      String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
      String begin = head + String.join("", wire.start()) + wire.text("Hello");
      out.write(begin.getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (in.read() >= 0) {
        continue; // The client has nothing more to say until it hangs up.
      }
    } catch (IOException e) {
      // Reset, which is an end as well.
    } finally {
      endedNanos.put(name, GatewayClock.system().nanoTime());
      latch(name).countDown();
    }
  }

  private static String nameIn(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      Matcher matcher = LENGTH.matcher(line);
      length = matcher.matches() ? Integer.parseInt(matcher.group(1)) : length;
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += in.read(body, read, length - read);
    }
    Matcher matcher = NAME.matcher(new String(body));
    return matcher.find() ? matcher.group() : "";
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
