package dev.gatewaysdk.testing;

import dev.gatewaysdk.error.ProviderException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an answer ends.
 *
 * @param cutAfter after how many pieces the stream is cut; -1 if it is not
 * @param stalls whether it falls silent
 * @param before the failure if no content came before it; null if it does not fail
 * @param afterContent the failure if content came before it; null if it does not fail
 */
record Ending(
    int cutAfter,
    boolean stalls,
    @Nullable Supplier<ProviderException> before,
    @Nullable Supplier<ProviderException> afterContent) {
  private static final int OK = 200;

  static final Ending PROPER = new Ending(-1, false, null, null);
  static final Ending STALL = new Ending(-1, true, null, null);

  static Ending cut(int after) {
    return new Ending(after, false, Faults::cut, Faults::cut);
  }

  static Ending failure(
      Supplier<ProviderException> before, Supplier<ProviderException> afterContent) {
    return new Ending(-1, false, before, afterContent);
  }

  /** How many of the pieces come before it. */
  int pieces(int all) {
    return cutAfter < 0 ? all : cutAfter;
  }

  /**
   * Fails if the answer fails before it begins.
   *
   * @return whether there is an improper end to come after the content
   */
  boolean begin(boolean streamed, int pieces, Waits waits, Asked asked) {
    if (this == PROPER) {
      return false;
    }
    if (streamed && cutAfter > pieces) {
      throw new AssertionError(
          "cutAfter(" + cutAfter + ") of an answer that has " + pieces + " pieces of content");
    }
    if (streamed && (pieces > 0 || cutAfter == 0)) {
      return true;
    }
    if (stalls) {
      waits.stall();
    }
    throw failure(before, asked);
  }

  /** Fails, after waiting if that is the way of it. */
  void end(Waits waits, Asked asked) {
    if (stalls) {
      waits.stall();
    }
    ProviderException failure = failure(afterContent, asked);
    throw failure.providerStatus() == 0 || failure.providerStatus() == OK
        ? failure
        : failure.toBuilder().status(OK).build(); // The answer had begun, so that was its status.
  }

  private static ProviderException failure(
      @Nullable Supplier<ProviderException> failure, Asked asked) {
    if (failure == null) {
      throw new AssertionError("only a stall has no failure, and it ends in a time-out");
    }
    return Faults.ofRequest(failure.get(), asked.id());
  }
}
