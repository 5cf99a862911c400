package dev.gatewaysdk.internal;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Makes the ids of calls: 128 random bits in hex. */
public final class CallIds {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final RandomGenerator random;

  /**
   * @param random must be thread-safe
   */
  public CallIds(RandomGenerator random) {
    this.random = random;
  }

  /** A new id. */
  public String next() {
    byte[] id = new byte[32];
    hex(random.nextLong(), id, 0);
    hex(random.nextLong(), id, 16);
    return new String(id, StandardCharsets.ISO_8859_1);
  }

  private static void hex(long bits, byte[] into, int at) {
    for (int i = 15; i >= 0; i--) {
      into[at + i] = HEX[(int) bits & 15];
      bits >>>= 4;
    }
  }
}
