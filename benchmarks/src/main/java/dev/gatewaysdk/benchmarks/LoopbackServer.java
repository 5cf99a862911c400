package dev.gatewaysdk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider on loopback, in a process of its own: answers each POST with the same bytes, a stream
 * if the request asks for one. Prints its port; then, for each line of its input, how many
 * connections were opened so far. Ends with its input.
 */
final class LoopbackServer {
  private static final byte[] UNARY = Samples.unary();
  private static final byte[] STREAM = Samples.stream();
  private static final byte[] ASKS_FOR_STREAM =
      "\"stream\":true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ASKS_WITH_BLANKS = // As LangChain4j writes JSON.
      "\"stream\" : true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private LoopbackServer() {}

  public static void main(String[] args) throws IOException {
    AtomicInteger opened = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      daemon(() -> accept(server, opened));
      Scanner commands = new Scanner(System.in, StandardCharsets.US_ASCII);
      while (commands.hasNextLine()) {
        commands.nextLine();
        System.out.println(opened.get());
      }
    }
  }

  private static void accept(ServerSocket server, AtomicInteger opened) {
    try {
      while (true) {
        Socket socket = server.accept();
        opened.incrementAndGet();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: the process ends.
    }
  }

  private static void serve(Socket socket) {
    byte[] buffer = new byte[16 * 1024];
    int size = 0;
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer, size, 16_384 - size)) {
        size += read;
        int body = find(buffer, size, HEAD_END) + HEAD_END.length;
        if (body >= HEAD_END.length && size >= body + contentLength(buffer, body)) {
          boolean streamed =
              find(buffer, size, ASKS_FOR_STREAM) >= 0 || find(buffer, size, ASKS_WITH_BLANKS) >= 0;
          out.write(streamed ? STREAM : UNARY);
          size = 0; // Clients do not send ahead.
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static int contentLength(byte[] buffer, int headSize) {
    int at = find(buffer, headSize, LENGTH) + LENGTH.length;
    int length = 0;
    for (; buffer[at] != '\r'; at++) {
      length = buffer[at] == ' ' ? length : 10 * length + buffer[at] - '0';
    }
    return length;
  }

  /** Where the pattern, in lower case, begins; -1 if nowhere. */
  private static int find(byte[] buffer, int size, byte[] pattern) {
    for (int at = 0; at <= size - pattern.length; at++) {
      int same = 0;
      while (same < pattern.length && lower(buffer[at + same]) == pattern[same]) {
        same++;
      }
      if (same == pattern.length) {
        return at;
      }
    }
    return -1;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }
}
