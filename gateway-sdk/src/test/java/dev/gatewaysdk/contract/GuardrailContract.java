package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every guardrail has to keep; a subclass gives one, and what it is to find. */
public abstract class GuardrailContract {
  /** The guardrail; always the same sort. */
  protected abstract Guardrail guardrail();

  /** What it looks for, by itself, such as an address. */
  protected abstract String offence();

  /** A text that it lets pass; a harmless sentence unless overridden. */
  protected String harmless() {
    return "The quick brown fox jumps over the lazy dog.";
  }

  private String offending() {
    return "Before " + offence() + " after.";
  }

  private Verdict check(String text) {
    return guardrail().check(text, new Placeholders());
  }

  @Test
  final void hasANameThatStays() {
    assertThat(guardrail().name()).isNotBlank().isEqualTo(guardrail().name());
    assertThat(guardrail().name()).doesNotContain(offence());
  }

  @Test
  final void letsHarmlessTextsPass() {
    assertThat(check(harmless())).isEqualTo(Verdict.pass());
    assertThat(check("")).isEqualTo(Verdict.pass());
  }

  @Test
  final void findsWhatItLooksFor() {
    assertThat(check(offending())).isNotEqualTo(Verdict.pass());
  }

  @Test
  final void judgesTheSameTextTheSameWay() {
    Guardrail guardrail = guardrail();
    Verdict first = guardrail.check(offending(), new Placeholders());
    guardrail.check(harmless(), new Placeholders());

    assertThat(guardrail.check(offending(), new Placeholders())).isEqualTo(first);
    assertThat(check(offending())).isEqualTo(first);
  }

  @Test
  final void whatItMaskedIsGone() {
    if (check(offending()) instanceof Verdict.Masked masked) {
      assertThat(masked.text()).doesNotContain(offence());
      assertThat(check(masked.text())).as("of what it wrote itself").isEqualTo(Verdict.pass());
    }
  }

  @Test
  final void theSameThingIsMaskedTheSameWayThroughoutACall() {
    Placeholders placeholders = new Placeholders();
    Guardrail guardrail = guardrail();
    Verdict first = guardrail.check(offending(), placeholders);

    assertThat(guardrail.check(offending(), placeholders)).isEqualTo(first);
  }

  @Test
  final void saysWhereItFoundIt() {
    for (Finding finding : check(offending()).findings()) {
      assertThat(finding.start()).isNotNegative().isLessThanOrEqualTo(finding.end());
      assertThat(finding.end()).isLessThanOrEqualTo(offending().length());
    }
  }

  @Test
  final void saysNothingOfWhatItFound() {
    Verdict verdict = check(offending());

    assertThat(verdict.toString()).doesNotContain(offence());
    assertThat(guardrail().toString()).doesNotContain(offence());
    if (verdict instanceof Verdict.Blocked blocked) {
      assertThat(blocked.reason()).isNotBlank().doesNotContain(offence());
    }
  }

  @Test
  final void servesManyCallsAtOnce() throws Exception {
    Guardrail guardrail = guardrail();
    Verdict alone = guardrail.check(offending(), new Placeholders());

    List<Verdict> verdicts = Crowd.each(() -> guardrail.check(offending(), new Placeholders()));

    assertThat(verdicts).containsOnly(alone);
  }
}
