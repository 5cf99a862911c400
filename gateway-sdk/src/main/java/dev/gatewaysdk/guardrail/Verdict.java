package dev.gatewaysdk.guardrail;

import java.util.List;

/** What a guardrail makes of one text. Immutable. */
public sealed interface Verdict {

  /** The text may go on as it is. */
  static Verdict pass() {
    return Pass.INSTANCE;
  }

  /**
   * The text may go on in another form.
   *
   * @param text what goes on instead
   * @param findings what was found in the original; may be empty
   */
  static Verdict masked(String text, List<Finding> findings) {
    return new Masked(text, findings);
  }

  /**
   * The call must not go on.
   *
   * @param reason ends in the exception's message, so without any of the content
   * @param findings what was found; may be empty
   */
  static Verdict blocked(String reason, List<Finding> findings) {
    return new Blocked(reason, findings);
  }

  /** What was found in the text, in its order; unmodifiable, may be empty. */
  List<Finding> findings();

  /** The text may go on as it is. */
  enum Pass implements Verdict {
    INSTANCE;

    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /** The text may go on in another form. */
  record Masked(String text, List<Finding> findings) implements Verdict {
    public Masked {
      findings = List.copyOf(findings);
    }

    /** Without the text, of which the guardrail only knows what it looks for. */
    @Override
    public String toString() {
      return "Masked(" + findings + ")";
    }
  }

  /** The call must not go on. */
  record Blocked(String reason, List<Finding> findings) implements Verdict {
    public Blocked {
      findings = List.copyOf(findings);
    }
  }
}
