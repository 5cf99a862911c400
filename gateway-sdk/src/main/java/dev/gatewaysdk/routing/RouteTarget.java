package dev.gatewaysdk.routing;

import dev.gatewaysdk.target.Target;

/**
 * A target of an endpoint as a {@link RoutingStrategy} sees it. The same object for as long as the
 * endpoint stays as it is, so that a strategy can keep what it learns by it. Immutable.
 */
public final class RouteTarget {
  private final Target target;
  private final int weight;

  private RouteTarget(Target target, int weight) {
    this.target = target;
    this.weight = weight;
  }

  /**
   * A target with its weight.
   *
   * @param weight above 0
   */
  public static RouteTarget of(Target target, int weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("weight of " + target.name() + " is " + weight);
    }
    return new RouteTarget(target, weight);
  }

  /** Whom it stands for, with its price. */
  public Target target() {
    return target;
  }

  /** Its share beside the weights of the others; 1 if the endpoint gives no weights. */
  public int weight() {
    return weight;
  }

  /** Such as {@code openai-prod/gpt-4o (80)}. */
  @Override
  public String toString() {
    return target.name() + " (" + weight + ")";
  }
}
