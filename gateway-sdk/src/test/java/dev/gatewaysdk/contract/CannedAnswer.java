package dev.gatewaysdk.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a server says to every request.
 *
 * @param pieces the body, as it is to arrive
 * @param unending whether it stays open after that until the client hangs up
 */
record CannedAnswer(
    int status, Map<String, String> headers, List<byte[]> pieces, boolean unending) {
  /** The status of an answer that is none: the connection is closed. */
  static final int NOTHING = 0;

  /** A connection that is closed without an answer. */
  static CannedAnswer none() {
    return of(NOTHING, Map.of());
  }

  static CannedAnswer of(int status, Map<String, String> headers, byte[]... pieces) {
    return new CannedAnswer(status, headers, List.of(pieces), false);
  }

  /** JSON, or what says that it is. */
  static CannedAnswer json(int status, String body) {
    return of(
        status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same head with another body. */
  CannedAnswer with(byte[]... pieces) {
    return new CannedAnswer(status, headers, List.of(pieces), false);
  }

  /** The same, and then nothing more. */
  CannedAnswer withoutEnd() {
    return new CannedAnswer(status, headers, pieces, true);
  }
}
