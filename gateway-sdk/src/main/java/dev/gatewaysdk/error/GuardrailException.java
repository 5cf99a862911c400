package dev.gatewaysdk.error;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A guardrail of the endpoint blocked the call, or failed; nothing was sent. */
public final class GuardrailException extends GatewayException {
  private static final long serialVersionUID = 1L;

  private final String guardrail;
  private final Map<String, Integer> findings;

  /**
   * @param guardrail its name
   * @param reason why, and where in the request; without its content
   * @param findings how many things were found of each type, such as {@code EMAIL}
   * @param cause what made it fail, without content in its message; null if it did not fail
   */
  public GuardrailException(
      String guardrail, String reason, Map<String, Integer> findings, @Nullable Throwable cause) {
    super("guardrail '" + guardrail + "' blocked the call: " + reason, cause, true);
    this.guardrail = guardrail;
    this.findings = Collections.unmodifiableMap(new TreeMap<>(findings));
  }

  /** Which guardrail. */
  public String guardrail() {
    return guardrail;
  }

  /** How many things were found of each type, such as {@code EMAIL}; unmodifiable, may be empty. */
  public Map<String, Integer> findings() {
    return findings;
  }

  @Override
  public String code() {
    return "content_filter";
  }

  @Override
  public int statusCode() {
    return 400;
  }
}
