package dev.gatewaysdk.contract;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Places at which to cut bytes: all of them, or enough of many; more with {@code -Pproof}. */
final class Cuts {
  private static final boolean FULL = Boolean.getBoolean("gateway.proof");
  private static final int EVERY_BYTE_BELOW = 8 * 1024;
  private static final int SEEDED = FULL ? 2_000 : 200;

  /** How many orders of parallel calls are tried. */
  static final int INTERLEAVINGS = FULL ? 2_000 : 200;

  private Cuts() {}

  /** From 0 to the last byte. */
  static IntStream of(byte[] body, long seed) {
    return body.length < EVERY_BYTE_BELOW
        ? IntStream.range(0, body.length)
        : new Random(seed).ints(SEEDED, 0, body.length);
  }

  static byte[][] inTwo(byte[] body, int at) {
    return new byte[][] {
      Arrays.copyOfRange(body, 0, at), Arrays.copyOfRange(body, at, body.length)
    };
  }

  static byte[][] byteByByte(byte[] body) {
    byte[][] bytes = new byte[body.length][];
    Arrays.setAll(bytes, i -> new byte[] {body[i]});
    return bytes;
  }
}
