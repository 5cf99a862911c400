package dev.gatewaysdk.target;

import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.reply.ServedBy;
import org.jspecify.annotations.Nullable;

/**
 * A target as the pipeline uses it, with everything looked up beforehand. Immutable.
 *
 * @param servedBy provider and model
 * @param name as messages and records call it, {@code provider/model}
 * @param price per token; null if the price book has none
 * @param credential which of the provider's credentials to use, from 0
 */
public record Target(ServedBy servedBy, String name, @Nullable ModelPrice price, int credential) {
  /** A target of that name and price, with the provider's first credential. */
  public static Target of(TargetRef ref, @Nullable ModelPrice price) {
    return new Target(new ServedBy(ref.provider(), ref.model()), ref.toString(), price, 0);
  }

  /** The same target with another of the provider's credentials, counted from 0. */
  public Target withCredential(int credential) {
    return new Target(servedBy, name, price, credential);
  }

  /** The provider's name in this gateway. */
  public String provider() {
    return servedBy.provider();
  }

  /** The model as the provider names it. */
  public String model() {
    return servedBy.model();
  }
}
