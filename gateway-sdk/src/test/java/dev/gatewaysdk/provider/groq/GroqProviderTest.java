package dev.gatewaysdk.provider.groq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroqProviderTest {
  @Test
  void isWhereItIsUnlessTold() {
    try (GroqProvider provider =
        GroqProvider.builder().apiKeys(List.of(Secret.of("a"), Secret.of("b"))).build()) {
      assertThat(provider)
          .hasToString("GroqProvider(https://api.groq.com/openai/v1/chat/completions)");
      assertThat(provider.type()).isEqualTo("groq");
      assertThat(provider.supports(Operation.CHAT)).isTrue();
      assertThat(provider.credentials()).isEqualTo(2);
    }
  }

  @Test
  void needsAKey() {
    assertThatThrownBy(GroqProvider.builder()::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("GROQ_API_KEY");
  }
}
