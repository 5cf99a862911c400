package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import java.util.Set;

/** Passes calls on and writes them down when they end. */
final class RecordingProvider implements Provider {
  private final Provider provider;
  private final CassetteWriter writer;
  private final Scrubber scrubber;

  RecordingProvider(Provider provider, CassetteWriter writer, Scrubber scrubber) {
    this.provider = provider;
    this.writer = writer;
    this.scrubber = scrubber;
  }

  @Override
  public String type() {
    return provider.type();
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.set(this::supports, provider.capabilities());
  }

  @Override
  public boolean supports(Operation operation) {
    return provider.supports(operation);
  }

  @Override
  public int credentials() {
    return provider.credentials();
  }

  @Override
  public Reply open(Attempt attempt) {
    Take take = new Take(attempt.request(), attempt, scrubber, writer);
    try {
      return new RecordingReply(provider.open(attempt), take);
    } catch (ProviderException e) {
      take.failed(e);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      provider.close();
    } finally {
      writer.close();
    }
  }

  @Override
  public String toString() {
    return "recording of " + provider;
  }
}
