package dev.gatewaysdk.testing;

import dev.gatewaysdk.testing.Match.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the rule for a request, or tells why there is none. */
final class Unmatched {
  private Unmatched() {}

  /**
   * @throws AssertionError if no rule matches
   */
  static FakeRule firstOf(List<FakeRule> rules, @Nullable FakeRule otherwise, Asked asked) {
    for (FakeRule rule : rules) {
      if (rule.match().verdict().apply(asked).matches()) {
        return rule;
      }
    }
    if (otherwise != null) {
      return otherwise;
    }
    throw new AssertionError(message(rules, asked));
  }

  private static String message(List<FakeRule> rules, Asked asked) {
    StringBuilder text = new StringBuilder("no rule of the fake provider answers request ");
    text.append(asked.turn()).append(" to model \"").append(asked.model()).append('"');
    text.append(", in which the user said last: \"").append(asked.excerpt()).append("\"\n");
    int nearest = nearest(rules, asked);
    for (int i = 0; i < rules.size(); i++) {
      Match match = rules.get(i).match();
      text.append(i == nearest ? "  nearest: rule " : "  rule ").append(i + 1).append(", ");
      text.append(match.name()).append(": ").append(match.verdict().apply(asked).why());
      text.append('\n');
    }
    return text.append(rules.isEmpty() ? "  it has no rules\n" : "")
        .append("Add a rule for it, or otherwise().reply(\"…\") for all that no rule matches.")
        .toString();
  }

  /** The rule that fits best, the first of several; -1 if none fits at all. */
  private static int nearest(List<FakeRule> rules, Asked asked) {
    int nearest = -1;
    double best = 0;
    for (int i = 0; i < rules.size(); i++) {
      Verdict verdict = rules.get(i).match().verdict().apply(asked);
      if (verdict.nearness() > best) {
        best = verdict.nearness();
        nearest = i;
      }
    }
    return nearest;
  }
}
