package dev.gatewaysdk.reply;

/** What a call asks of a provider. More will come. */
public enum Operation {
  /** Chat completion. */
  CHAT("chat");

  private final String wireName;

  Operation(String wireName) {
    this.wireName = wireName;
  }

  /** The name in records and metrics, such as {@code chat}. */
  public String wireName() {
    return wireName;
  }
}
