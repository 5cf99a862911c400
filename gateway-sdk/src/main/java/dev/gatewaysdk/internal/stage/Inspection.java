package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.TextMapper;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.reply.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One guardrail's look at one request: what it found, and whether it blocks. */
final class Inspection implements TextMapper {
  private final Guardrail guardrail;
  private final Placeholders placeholders;
  private List<Finding> findings = List.of();
  private @Nullable String blockedBecause;

  Inspection(Guardrail guardrail, Placeholders placeholders) {
    this.guardrail = guardrail;
    this.placeholders = placeholders;
  }

  @Override
  public String map(String place, String text) {
    Verdict verdict = guardrail.check(text, placeholders);
    if (verdict instanceof Verdict.Masked masked) {
      found(masked.findings());
      return masked.text();
    }
    if (verdict instanceof Verdict.Blocked blocked) {
      found(blocked.findings());
      block(place + ": " + blocked.reason());
    } else if (verdict == null) {
      throw new NullPointerException("a guardrail gave no verdict");
    }
    return text;
  }

  @Override
  public String mapSealed(String place, String text) {
    if (!map(place, text).equals(text)) {
      block(place + ": it cannot mask reasoning under its provider's seal; leave that part out");
    }
    return text;
  }

  /** Whether the call must not go on. */
  boolean blocks() {
    return blockedBecause != null;
  }

  GuardrailException blocked() {
    Map<String, Integer> counts = Finding.countByType(findings);
    String found = counts.isEmpty() ? "" : "; found " + counts;
    return new GuardrailException(guardrail.name(), blockedBecause + found, counts, null);
  }

  Assessment assessment(Assessment.Result result) {
    return new Assessment(guardrail.name(), result, Finding.countByType(findings));
  }

  /** The first reason is given; what else there is only counts. */
  private void block(String reason) {
    blockedBecause = blockedBecause == null ? reason : blockedBecause;
  }

  private void found(List<Finding> more) {
    if (more.isEmpty()) {
      return;
    }
    if (findings.isEmpty()) {
      findings = new ArrayList<>();
    }
    findings.addAll(more);
  }
}
