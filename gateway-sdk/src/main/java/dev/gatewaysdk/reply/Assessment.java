package dev.gatewaysdk.reply;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a guardrail made of a call.
 *
 * @param guardrail its name, such as {@code pii}
 * @param result what it did
 * @param findings how many things it found of each type, such as {@code EMAIL}; unmodifiable, may
 *     be empty
 */
public record Assessment(String guardrail, Result result, Map<String, Integer> findings) {
  public Assessment {
    findings = findings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(findings));
  }

  /** What a guardrail did. More may come. */
  public enum Result {
    /** It let the call pass as it was. */
    PASSED,
    /** It let the call pass in another form. */
    MASKED,
    /** It blocked the call. */
    BLOCKED,
    /** It failed, which blocks the call. */
    ERROR
  }

  /** Such as {@code pii: MASKED (CREDIT_CARD 1, EMAIL 2)}. */
  @Override
  public String toString() {
    if (findings.isEmpty()) {
      return guardrail + ": " + result;
    }
    StringBuilder counts = new StringBuilder();
    findings.forEach(
        (type, count) ->
            counts.append(counts.isEmpty() ? "" : ", ").append(type).append(' ').append(count));
    return guardrail + ": " + result + " (" + counts + ")";
  }
}
