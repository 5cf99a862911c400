package dev.gatewaysdk.proof;

/** How often tests repeat what they do: enough for every build, or in full with {@code -Pproof}. */
public final class Proof {
  private static final boolean FULL = Boolean.getBoolean("gateway.proof");

  private Proof() {}

  /** The count for this run. */
  public static int count(int quick, int full) {
    return FULL ? full : quick;
  }
}
