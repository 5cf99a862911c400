package dev.gatewaysdk.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What of a request says what is asked: its first line, what it accepts and its body, and nothing
 * that is another each time, such as a signature.
 */
record SentRequest(String line, String accept, String body) {
  /** Takes it apart, as the server has noted it. */
  static SentRequest of(String request) {
    String[] parts = request.split("\r?\n\r?\n", 2);
    String[] lines = parts[0].split("\r?\n");
    String accept = "";
    for (String line : lines) {
      accept = line.toLowerCase(Locale.ROOT).startsWith("accept:") ? line : accept;
    }
    byte[] body = (parts.length < 2 ? "" : parts[1]).getBytes(StandardCharsets.ISO_8859_1);
    return new SentRequest(lines[0], accept, new String(body, StandardCharsets.UTF_8));
  }
}
