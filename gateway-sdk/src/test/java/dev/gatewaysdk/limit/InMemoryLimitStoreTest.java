package dev.gatewaysdk.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.contract.LimitStoreContract;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.time.GatewayClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryLimitStoreTest extends LimitStoreContract {
  @Override
  protected LimitStore store(GatewayClock clock) {
    return new InMemoryLimitStore(clock);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_000_001, Long.MAX_VALUE})
  void aLimitOutOfRangeIsRefusedWithItsFigure(long calls) {
    assertThatThrownBy(() -> Limit.calls(calls).perSecond())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a limit of " + calls + " calls; allowed: 1 to 1000000000");
  }
}
