package dev.gatewaysdk.limit;

import dev.gatewaysdk.contract.LimitKeyContract;
import org.junit.jupiter.api.Nested;

class LimitKeyTest {
  @Nested
  class OfTheEndpoint extends LimitKeyContract {
    @Override
    protected LimitKey key() {
      return LimitKey.ENDPOINT;
    }
  }

  @Nested
  class OfTheUser extends LimitKeyContract {
    @Override
    protected LimitKey key() {
      return LimitKey.USER;
    }
  }

  @Nested
  class OfTheProject extends LimitKeyContract {
    @Override
    protected LimitKey key() {
      return LimitKey.PROJECT;
    }
  }

  @Nested
  class OfATag extends LimitKeyContract {
    @Override
    protected LimitKey key() {
      return LimitKey.tag("team");
    }
  }
}
