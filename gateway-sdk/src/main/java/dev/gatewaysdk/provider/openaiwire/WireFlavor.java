package dev.gatewaysdk.provider.openaiwire;

/**
 * How a host's form of OpenAI's wire differs from OpenAI's own. Immutable.
 *
 * @param format whose states and blocks it takes back; see {@code ProviderState}
 * @param maxTokensField what it calls the limit on tokens
 */
public record WireFlavor(String format, String maxTokensField) {
  /** OpenAI's own, where {@code max_tokens} is deprecated and refused by the models that reason. */
  public static final WireFlavor OPENAI = new WireFlavor("openai", "max_completion_tokens");

  /** What most other hosts take. */
  public static final WireFlavor COMPATIBLE = new WireFlavor("openai-compatible", "max_tokens");
}
