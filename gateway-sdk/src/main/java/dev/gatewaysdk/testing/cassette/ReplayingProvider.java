package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Answers with what was recorded. */
final class ReplayingProvider implements Provider {
  private static final Set<Capability> CAPABILITIES =
      Capability.set(operation -> operation == Operation.CHAT, EnumSet.allOf(Capability.class));

  private final CassetteReader.Recorded recorded;
  private final Scrubber scrubber;
  private final boolean repeats;
  private final ReentrantLock lock = new ReentrantLock();
  private final boolean[] played; // Guarded by lock.

  ReplayingProvider(CassetteReader.Recorded recorded, Scrubber scrubber, boolean repeats) {
    this.recorded = recorded;
    this.scrubber = scrubber;
    this.repeats = repeats;
    this.played = new boolean[recorded.interactions().size()];
  }

  @Override
  public String type() {
    return recorded.type();
  }

  /** A list of models is asked of every provider that has one: a cassette may be without. */
  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean supports(Operation operation) {
    return operation != Operation.MODELS
        || recorded.interactions().stream().anyMatch(Interaction::listsModels);
  }

  @Override
  public Reply open(Attempt attempt) {
    attempt.cancellation().throwIfCancelled();
    String model = attempt.target().model();
    Interaction interaction =
        take(SurfaceRequestForm.of(attempt.request(), model, scrubber).toMap());
    attempt.trail().providerRequestId(interaction.requestId());
    interaction.adjustments().forEach(attempt::adjusted);
    ProviderException failure = interaction.failure();
    if (failure != null && interaction.events().isEmpty()) {
      throw failure.toBuilder().build(); // Each time one of its own.
    }
    return new ReplayReply(recorded.name(), interaction);
  }

  /** The first recorded call for that request that was not played yet. */
  private Interaction take(Map<String, @Nullable Object> request) {
    List<Interaction> interactions = recorded.interactions();
    Interaction last = null;
    lock.lock();
    try {
      for (int i = 0; i < played.length; i++) {
        if (interactions.get(i).request().equals(request)) {
          last = interactions.get(i);
          if (!played[i]) {
            played[i] = true;
            return last;
          }
        }
      }
    } finally {
      lock.unlock();
    }
    if (last != null && repeats) {
      return last;
    }
    throw new AssertionError(NotRecorded.message(recorded, request, last));
  }

  @Override
  public String toString() {
    return "replay of " + recorded.name();
  }
}
