package dev.gatewaysdk.reply;

/**
 * Who answered.
 *
 * @param provider the provider's name in this gateway, such as {@code openai-prod}
 * @param model the model as it was asked of the provider, such as {@code gpt-4o}
 */
public record ServedBy(String provider, String model) {
  /** Such as {@code openai-prod/gpt-4o}. */
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
