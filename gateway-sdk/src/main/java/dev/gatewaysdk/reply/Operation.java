package dev.gatewaysdk.reply;

/** What a call asks of a provider. More may come. */
public enum Operation {
  /** Chat completion. */
  CHAT("chat"),
  /** Completion of a text. */
  COMPLETION("completion"),
  /** Vectors of texts. */
  EMBEDDING("embedding"),
  /** Pictures from a text. */
  IMAGE("image"),
  /** Speech from a text. */
  SPEECH("speech"),
  /** Text from speech. */
  TRANSCRIPTION("transcription"),
  /** Whether texts or pictures are harmful. */
  MODERATION("moderation"),
  /** Documents in order of their relevance. */
  RERANK("rerank"),
  /** The models that a provider has. */
  MODELS("models");

  private final String wireName;

  Operation(String wireName) {
    this.wireName = wireName;
  }

  /** The name in records and metrics, such as {@code chat}. */
  public String wireName() {
    return wireName;
  }
}
