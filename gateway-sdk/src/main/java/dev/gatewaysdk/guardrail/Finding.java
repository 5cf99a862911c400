package dev.gatewaysdk.guardrail;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that a guardrail found in a text: what kind of thing and where, never the thing itself.
 *
 * @param type such as {@code EMAIL} or {@code CREDIT_CARD}
 * @param start index of its first {@code char} in the text
 * @param end index after its last {@code char}
 */
public record Finding(String type, int start, int end) {
  /**
   * @throws IllegalArgumentException if the type is blank, or the range is empty or before 0
   */
  public Finding {
    if (type.isBlank()) {
      throw new IllegalArgumentException("the type of a finding must not be blank");
    }
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no range of a text: " + start + " to " + end);
    }
  }

  /** How many there are of each type, in order of the types. */
  public static Map<String, Integer> countByType(Collection<Finding> findings) {
    Map<String, Integer> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge(finding.type(), 1, Integer::sum));
    return counts;
  }
}
