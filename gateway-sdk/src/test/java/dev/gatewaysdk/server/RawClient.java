package dev.gatewaysdk.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that does what no decent one would. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(GatewayServer server) throws IOException {
    socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A whole question, named so, to the endpoint {@code held}. */
  RawClient ask(String name, boolean stream) throws IOException {
    String body =
        "{\"model\":\"held\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(stream, name);
    return send(post(body.length()) + "\r\n" + body);
  }

  /** The head of a question, up to the blank line. */
  static String post(int length) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + length
        + "\r\n";
  }

  /** Reads until the text has come; all that was read. */
  String readUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (read.indexOf(text) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("ended after: " + read);
      }
      read.append((char) c);
    }
    return read.toString();
  }

  /** Reads to the end; a reset is one, too. */
  String readAll() throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        read.append((char) c);
      }
    } catch (SocketException e) {
      // A connection that the server closes under what it has not read is reset.
    }
    return read.toString();
  }

  /** Says that no more will come. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Vanishes without a word. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
