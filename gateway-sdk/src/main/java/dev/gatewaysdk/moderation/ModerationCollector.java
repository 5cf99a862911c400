package dev.gatewaysdk.moderation;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts results into the order of their inputs. */
public final class ModerationCollector implements ReplyCollector<ModerationResponse> {
  private final List<ModerationResult> results = new ArrayList<>(1);

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof ModerationResult result) {
      results.add(result);
    }
  }

  @Override
  public ModerationResponse toResponse(ResponseInfo info) {
    List<ModerationResult> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingInt(ModerationResult::index));
    return new ModerationResponse(sorted, info);
  }
}
