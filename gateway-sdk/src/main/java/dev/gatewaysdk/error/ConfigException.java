package dev.gatewaysdk.error;

import java.util.List;

/** A configuration that cannot work, with everything that is wrong with it at once. */
public final class ConfigException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems at least one sentence each of which says where, what was found, and what is
   *     allowed
   * @throws IllegalArgumentException if there is no problem
   */
  public ConfigException(List<String> problems) {
    super(message(problems), null, true);
    this.problems = List.copyOf(problems);
  }

  /** A single problem. */
  public ConfigException(String problem) {
    this(List.of(problem));
  }

  /** All problems found, in the order of the file; unmodifiable, never empty. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public String code() {
    return "invalid_configuration";
  }

  @Override
  public int statusCode() {
    return 500;
  }

  private static String message(List<String> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty");
    }
    return problems.size() == 1
        ? problems.get(0)
        : problems.size() + " problems:\n- " + String.join("\n- ", problems);
  }
}
