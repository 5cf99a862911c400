package dev.gatewaysdk.target;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;

/**
 * A target by name: which model of which provider.
 *
 * @param provider a provider registered with the gateway, such as {@code openai-prod}
 * @param model a model as that provider names it, such as {@code gpt-4o}
 */
public record TargetRef(String provider, String model) {
  /**
   * @throws InvalidRequestException if a name is blank, longer than 256 characters or holds a
   *     control character
   */
  public TargetRef {
    Names.require("provider", provider);
    Names.require("model", model);
  }

  /** Such as {@code openai-prod/gpt-4o}. */
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
