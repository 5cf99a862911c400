package dev.gatewaysdk.guardrail.pii;

import dev.gatewaysdk.contract.GuardrailContract;
import dev.gatewaysdk.guardrail.Guardrail;
import org.junit.jupiter.api.Nested;

class PiiGuardrailTest {
  @Nested
  class ThatMasks extends GuardrailContract {
    @Override
    protected Guardrail guardrail() {
      return Pii.mask();
    }

    @Override
    protected String offence() {
      return "ann@example.com";
    }
  }

  @Nested
  class ThatBlocks extends GuardrailContract {
    @Override
    protected Guardrail guardrail() {
      return Pii.block();
    }

    @Override
    protected String offence() {
      return "4111 1111 1111 1111";
    }
  }
}
