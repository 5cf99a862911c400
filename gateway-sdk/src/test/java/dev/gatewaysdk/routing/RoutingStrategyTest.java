package dev.gatewaysdk.routing;

import dev.gatewaysdk.contract.RoutingStrategyContract;
import org.junit.jupiter.api.Nested;

class RoutingStrategyTest {
  @Nested
  class Ordered extends RoutingStrategyContract {
    @Override
    protected RoutingStrategy strategy() {
      return RoutingStrategy.ordered();
    }
  }

  @Nested
  class Weighted extends RoutingStrategyContract {
    @Override
    protected RoutingStrategy strategy() {
      return RoutingStrategy.weighted();
    }
  }
}
