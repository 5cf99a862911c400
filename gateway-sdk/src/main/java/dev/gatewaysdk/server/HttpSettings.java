package dev.gatewaysdk.server;

import dev.gatewaysdk.time.GatewayClock;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the HTTP surface is set up.
 *
 * @param maxBody most bytes of a request's body
 * @param random where ids of answers without a call come from
 */
record HttpSettings(
    List<String> basePaths,
    CallerKeys keys,
    long maxBody,
    GatewayClock clock,
    RandomGenerator random) {

  /** An id for an answer to which no call belongs. */
  String newId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
