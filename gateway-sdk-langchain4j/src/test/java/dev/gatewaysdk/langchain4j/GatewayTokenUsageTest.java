package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.TokenUsage;
import org.junit.jupiter.api.Test;

class GatewayTokenUsageTest {
  private final GatewayTokenUsage usage = usage(100, 60, 20, 50, 30, false);

  @Test
  void addsEveryPart() {
    assertThat(usage.add(usage(1, 2, 3, 4, 5, true))).isEqualTo(usage(101, 62, 23, 54, 35, true));
    assertThat(usage.add(null)).isSameAs(usage);
  }

  @Test
  void keepsItsPartsWhicheverWayRoundItIsAdded() {
    TokenUsage plain = new TokenUsage(1, 1);
    GatewayTokenUsage both = usage(101, 60, 20, 51, 30, false);

    assertThat(usage.add(plain)).isEqualTo(both).hasSameHashCodeAs(both);
    assertThat(plain.add(usage)).isEqualTo(both);
    assertThat(TokenUsage.sum(plain, usage)).isEqualTo(both);
  }

  @Test
  void staysAtTheLargestInt() {
    assertThat(usage(5_000_000_000L, 0, 0, 1, 0, false).inputTokenCount())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static GatewayTokenUsage usage(
      long input, long cached, long written, long output, long reasoning, boolean estimated) {
    return GatewayTokenUsage.of(
        new dev.gatewaysdk.reply.TokenUsage(
            input, cached, written, output, reasoning, input + output, estimated));
  }
}
