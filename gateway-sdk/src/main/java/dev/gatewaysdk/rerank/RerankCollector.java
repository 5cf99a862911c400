package dev.gatewaysdk.rerank;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts documents into the order of their scores; equal ones stay as they came. */
public final class RerankCollector implements ReplyCollector<RerankResponse> {
  private final List<String> documents;
  private final List<RankedDocument> results = new ArrayList<>();

  /**
   * @param documents those of the request, if the answer is to repeat them and the provider does
   *     not; else none
   */
  public RerankCollector(List<String> documents) {
    this.documents = documents;
  }

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof RankedDocument result) {
      boolean known = result.index() >= 0 && result.index() < documents.size();
      results.add(
          result.document() == null && known
              ? new RankedDocument(result.index(), result.score(), documents.get(result.index()))
              : result);
    }
  }

  @Override
  public RerankResponse toResponse(ResponseInfo info) {
    List<RankedDocument> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingDouble(RankedDocument::score).reversed());
    return new RerankResponse(sorted, info);
  }
}
