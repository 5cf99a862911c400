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
 */
public record Target(ServedBy servedBy, String name, @Nullable ModelPrice price) {
  /** A target of that name and price. */
  public static Target of(TargetRef ref, @Nullable ModelPrice price) {
    return new Target(new ServedBy(ref.provider(), ref.model()), ref.toString(), price);
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
