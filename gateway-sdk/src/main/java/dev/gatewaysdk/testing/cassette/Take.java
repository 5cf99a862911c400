package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One call as it is being recorded; written down at its end, once. Thread-safe. */
final class Take {
  private final OperationRequest request;
  private final Attempt attempt;
  private final Scrubber scrubber;
  private final CassetteWriter writer;
  private final int earlierAdjustments;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<ReplyEvent> events = new ArrayList<>(); // Guarded by lock.
  private boolean ended; // Guarded by lock.

  Take(OperationRequest request, Attempt attempt, Scrubber scrubber, CassetteWriter writer) {
    this.request = request;
    this.attempt = attempt;
    this.scrubber = scrubber;
    this.writer = writer;
    this.earlierAdjustments = attempt.trail().adjustments().size();
  }

  void add(ReplyEvent event) {
    lock.lock();
    try {
      events.add(event);
    } finally {
      lock.unlock();
    }
  }

  void complete() {
    end(new Fields().put("end", Interaction.COMPLETE).toJson(), false);
  }

  void failed(ProviderException e) {
    end(FailureForm.of(e, scrubber), false);
  }

  /** Its reader has seen enough. Of an answer without content there is nothing to play again. */
  void closed() {
    end(new Fields().put("end", Interaction.CLOSED).toJson(), true);
  }

  private void end(RawJson end, boolean closed) {
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      if (closed && events.stream().noneMatch(ReplyEvent::content)) {
        return;
      }
      String lines =
          Interaction.lines(
              SurfaceRequestForm.of(request, attempt.target().model(), scrubber),
              attempt.streamed(),
              Interaction.answer(attempt.trail().providerRequestId(), adjustments()),
              ReplyScrubber.scrub(events, scrubber),
              end);
      if (closed) {
        writer.appendQuietly(lines); // Closing a reply must not throw.
      } else {
        writer.append(lines);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Adjustment> adjustments() {
    List<Adjustment> all = attempt.trail().adjustments();
    return all.subList(Math.min(earlierAdjustments, all.size()), all.size()).stream()
        .map(a -> new Adjustment(a.kind(), scrubber.scrub(a.subject()), scrubber.scrub(a.detail())))
        .toList();
  }
}
