package dev.gatewaysdk.server;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP reply: its head, and its body either whole or in pieces. */
public final class ServerReply {
  private static final byte[] NOTHING = {};

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable ReplyChunks chunks;

  private ServerReply(
      int status, Map<String, String> headers, byte[] body, @Nullable ReplyChunks chunks) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = body;
    this.chunks = chunks;
  }

  /** A reply whose body is there. */
  static ServerReply of(int status, Map<String, String> headers, byte[] body) {
    return new ServerReply(status, headers, body, null);
  }

  /** A reply whose body comes in pieces. */
  static ServerReply of(int status, Map<String, String> headers, ReplyChunks chunks) {
    return new ServerReply(status, headers, NOTHING, chunks);
  }

  /** JSON. */
  static ServerReply json(int status, byte[] body) {
    return of(status, Map.of("Content-Type", "application/json"), body);
  }

  /** The same with a further header. */
  ServerReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ServerReply(status, more, body, chunks);
  }

  /** The head alone, with the length of the body that it would have. */
  ServerReply withoutBody() {
    return of(status, headers, NOTHING).with("Content-Length", Integer.toString(body.length));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers, but for those about the body's length; unmodifiable. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body; empty if it comes in pieces. Do not change it. */
  public byte[] body() {
    return body;
  }

  /** The pieces of the body, to be closed by who takes them; null if the body is there. */
  public @Nullable ReplyChunks chunks() {
    return chunks;
  }

  /** The body as text, read to its end if it comes in pieces: for tests. */
  public String text() {
    if (chunks == null) {
      return new String(body, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    try (ReplyChunks open = chunks) {
      for (byte[] chunk = open.next(); chunk != null; chunk = open.next()) {
        text.append(new String(chunk, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  /** Its status only: a body holds what models say. */
  @Override
  public String toString() {
    return "ServerReply(" + status + ")";
  }
}
