package dev.gatewaysdk.rerank;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * Documents in order of their relevance.
 *
 * @param results the most relevant first; unmodifiable
 * @param info how it came about
 */
public record RerankResponse(List<RankedDocument> results, ResponseInfo info) implements Response {
  public RerankResponse {
    results = List.copyOf(results);
  }
}
