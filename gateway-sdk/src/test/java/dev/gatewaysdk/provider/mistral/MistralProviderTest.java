package dev.gatewaysdk.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistralProviderTest {
  @Test
  void isWhereItIsUnlessTold() {
    try (MistralProvider provider =
        MistralProvider.builder().apiKeys(List.of(Secret.of("a"), Secret.of("b"))).build()) {
      assertThat(provider)
          .hasToString("MistralProvider(https://api.mistral.ai/v1/chat/completions)");
      assertThat(provider.type()).isEqualTo("mistral");
      assertThat(provider.supports(Operation.CHAT)).isTrue();
      assertThat(provider.credentials()).isEqualTo(2);
    }
  }

  @Test
  void needsAKey() {
    assertThatThrownBy(MistralProvider.builder()::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MISTRAL_API_KEY");
  }
}
