package dev.gatewaysdk.server;

import dev.gatewaysdk.json.JsonBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events. */
final class Sse {
  /** The end of a stream that says all it had to say. */
  static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Nothing, to see whether anybody still listens. */
  static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

  private Sse() {}

  /** Adds an event. */
  static void event(ByteArrayOutputStream out, JsonBody body) {
    byte[] json = body.bytes();
    for (int i = 0; i < json.length; i++) {
      // Between values, as a provider may have written them; inside strings they are escaped.
      if (json[i] == '\n' || json[i] == '\r') {
        json[i] = ' ';
      }
    }
    out.writeBytes(DATA);
    out.writeBytes(json);
    out.write('\n');
    out.write('\n');
  }
}
