package dev.gatewaysdk.guardrail;

import java.util.HashMap;
import java.util.Map;

/**
 * What stands in the place of what was masked, within one call: the same thing has the same
 * placeholder in every text of it, so that the model can still tell who is who.
 *
 * <p>Numbers count from 1 for each type, in the order of the request. A conversation that grows
 * from call to call keeps its numbers. For the thread that runs the call only.
 */
public final class Placeholders {
  private final Map<Masked, String> placeholders = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Something that was masked. */
  private record Masked(String type, String content) {}

  /**
   * The placeholder of a thing, such as {@code [EMAIL_1]}.
   *
   * @param type what kind of thing it is; letters, digits and underscores
   * @param content what makes it the same thing, whatever form it is written in
   */
  public String of(String type, String content) {
    return placeholders.computeIfAbsent(
        new Masked(type, content), masked -> "[" + type + "_" + count(type) + "]");
  }

  private int count(String type) {
    return counts.merge(type, 1, Integer::sum);
  }

  /** How many it has given out, not for what. */
  @Override
  public String toString() {
    return "Placeholders(" + counts + ")";
  }
}
