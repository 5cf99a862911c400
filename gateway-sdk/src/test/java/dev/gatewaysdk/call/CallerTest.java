package dev.gatewaysdk.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerTest {
  @Test
  void itsTextFormDoesNotSayWhoItIs() {
    assertThat(Caller.user("ann@corp.com")).hasToString("Caller(user)");
    assertThat(Caller.anonymous()).hasToString("Caller(anonymous)");
  }
}
