package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.ReplyEvent;

/**
 * A word of a recording.
 *
 * @param start when it begins, in seconds
 * @param end when it ends, in seconds
 */
public record SpokenWord(String word, double start, double end) implements ReplyEvent {
  @Override
  public boolean content() {
    return true;
  }

  /** Its times only: what people say is nobody's log line. */
  @Override
  public String toString() {
    return "SpokenWord(" + start + " to " + end + ")";
  }
}
