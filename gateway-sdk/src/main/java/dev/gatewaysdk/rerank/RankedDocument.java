package dev.gatewaysdk.rerank;

import dev.gatewaysdk.reply.ReplyEvent;
import org.jspecify.annotations.Nullable;

/**
 * How relevant a document is.
 *
 * @param index of the document in the request, from 0
 * @param score the higher the better; compares within one answer only
 * @param document the document; null unless the answer repeats it
 */
public record RankedDocument(int index, double score, @Nullable String document)
    implements ReplyEvent {
  @Override
  public boolean content() {
    return true;
  }

  /** Without the document: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "RankedDocument(" + index + ", " + score + ")";
  }
}
