package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.reply.Adjustment;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reports what a request cannot take along, each thing once. */
final class Losses {
  private final Consumer<Adjustment> adjusted;
  private final Set<Adjustment> reported = new HashSet<>(0);

  Losses(Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
  }

  /** Left out. */
  void dropped(String subject, String why) {
    report(Adjustment.Kind.DROPPED, subject, why);
  }

  /** Expressed by other means. */
  void emulated(String subject, String how) {
    report(Adjustment.Kind.EMULATED, subject, how);
  }

  /** Brought within what the host has. */
  void clamped(String subject, String how) {
    report(Adjustment.Kind.CLAMPED, subject, how);
  }

  /** Filled in. */
  void defaulted(String subject, String why) {
    report(Adjustment.Kind.DEFAULTED, subject, why);
  }

  private void report(Adjustment.Kind kind, String subject, String detail) {
    Adjustment adjustment = new Adjustment(kind, subject, detail);
    if (reported.add(adjustment)) {
      adjusted.accept(adjustment);
    }
  }
}
