package dev.gatewaysdk.moderation;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * Whether texts and pictures are harmful.
 *
 * @param results in the order of the inputs; a single one if a picture was among them; unmodifiable
 * @param info how it came about
 */
public record ModerationResponse(List<ModerationResult> results, ResponseInfo info)
    implements Response {
  public ModerationResponse {
    results = List.copyOf(results);
  }

  /** Whether any input is harmful. */
  public boolean flagged() {
    return results.stream().anyMatch(ModerationResult::flagged);
  }
}
