package dev.gatewaysdk.embedding;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts vectors into the order of their inputs. */
public final class EmbeddingCollector implements ReplyCollector<EmbeddingResponse> {
  private final List<EmbeddingVector> vectors = new ArrayList<>();

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof EmbeddingVector vector) {
      vectors.add(vector);
    }
  }

  @Override
  public EmbeddingResponse toResponse(ResponseInfo info) {
    List<EmbeddingVector> sorted = new ArrayList<>(vectors);
    sorted.sort(Comparator.comparingInt(EmbeddingVector::index));
    return new EmbeddingResponse(sorted, info);
  }
}
