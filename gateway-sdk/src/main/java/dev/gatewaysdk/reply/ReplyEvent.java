package dev.gatewaysdk.reply;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a reply of any operation. Implementations are immutable values.
 *
 * <p>A streamed reply has many small events, a unary one few large ones; both mean the same.
 */
public interface ReplyEvent {
  /**
   * Whether the caller sees output in it. The first such event commits the call to its target:
   * after it, no other can take over.
   */
  boolean content();

  /** Characters that it holds, roughly; bounds what is held back before the first content. */
  default int length() {
    return 0;
  }

  /** The usage that it reports; null for all other events. */
  default @Nullable TokenUsage tokenUsage() {
    return null;
  }

  /** The model that the provider says has answered; null for events that do not say. */
  default @Nullable String responseModel() {
    return null;
  }
}
