package dev.gatewaysdk.embedding;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * The vectors of a request's inputs.
 *
 * @param vectors in the order of the inputs; unmodifiable
 * @param info how it came about
 */
public record EmbeddingResponse(List<EmbeddingVector> vectors, ResponseInfo info)
    implements Response {
  public EmbeddingResponse {
    vectors = List.copyOf(vectors);
  }

  /** The vector of the first input; itself, not a copy. */
  public float[] vector() {
    return vectors.get(0).values();
  }
}
