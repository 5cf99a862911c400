package dev.gatewaysdk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPriceTest {
  private static final ModelPrice LONG_CONTEXT =
      ModelPrice.perMillionTokens().input(6).output(22.5).cacheRead(0.6).cacheWrite(7.5).build();

  private static final ModelPrice PRICE =
      ModelPrice.perMillionTokens()
          .input(3)
          .output(15)
          .cacheRead(0.3)
          .cacheWrite(3.75)
          .reasoning(20)
          .above(200_000, LONG_CONTEXT)
          .build();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          # what,                         input,   read, write, output, reasoning,     pico-USD
          nothing,                            0,      0,     0,      0,         0,            0
          one token read,                     1,      0,     0,      0,         0,      3000000
          one token generated,                0,      0,     0,      1,         0,     15000000
          plain,                           1000,      0,     0,    100,         0,   4500000000
          a cache read is cheaper,         1000,    600,     0,      0,         0,   1380000000
          a cache write is dearer,         1000,      0,   600,      0,         0,   3450000000
          read and write of one prompt,    1000,    600,   300,      0,         0,   1605000000
          all of it cached,                1000,   1000,     0,      0,         0,    300000000
          reasoning has its price,            0,      0,     0,    100,        40,   1700000000
          at the threshold,              200000,      0,     0,     10,         0, 600150000000
          above it all prices change,    200001, 100000, 50000,     10,        10, 735231000000
          more cached than read,             10,    600,     0,      0,         0,    180000000
          parts that exceed the whole,     1000,    600,   600,      0,         0,   2430000000
          more reasoning than output,         0,      0,     0,     10,        40,    800000000
          negative counts are none,          -5,     -5,    -5,     -5,        -5,            0
          a negative part takes nothing,   1000,   -600,     0,    100,       -40,   4500000000
          """)
  void aCallCostsTheSumOfItsParts(
      String what,
      long input,
      long cacheRead,
      long cacheWrite,
      long output,
      long reasoning,
      long picoUsd) {
    assertThat(PRICE.picoUsd(input, cacheRead, cacheWrite, output, reasoning))
        .as(what)
        .isEqualTo(picoUsd);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9223372036854775807, 0, 0, 0, 0
          0, 9223372036854775807, 9223372036854775807, 0, 0
          0, 0, 0, 9223372036854775807, 9223372036854775807
          9223372036854775807, 9223372036854775807, 9223372036854775807, 9223372036854775807, 1
          3100000000000, 0, 0, 0, 0
          1600000000000, 0, 0, 409000000000, 0
          """)
  void aCostTooLargeToBeHeldIsTheLargestThereIs(
      long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    assertThat(PRICE.picoUsd(input, cacheRead, cacheWrite, output, reasoning))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theLargestCostThatFitsIsExact() {
    ModelPrice price = ModelPrice.perMillionTokens().input(0.000001).output(0).build();

    assertThat(price.picoUsd(Long.MAX_VALUE, 0, 0, 0, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(price.picoUsd(Long.MAX_VALUE - 1, 0, 0, 0, 0)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void aProductNeverTurnsNegative() {
    assertThat(PicoUsd.times(1L << 32, 1L << 31)).isEqualTo(Long.MAX_VALUE);
    assertThat(PicoUsd.times(1L << 32, 1L << 33)).isEqualTo(Long.MAX_VALUE);
    assertThat(PicoUsd.times(1L << 32, 1L << 30)).isEqualTo(1L << 62);
  }

  @Test
  void aPriceNotStatedIsThatOfTheTokensItIsAPartOf() {
    ModelPrice price = ModelPrice.perMillionTokens().input(3).output(15).build();

    assertThat(price.cacheReadPicoUsd()).isEqualTo(3_000_000);
    assertThat(price.cacheWritePicoUsd()).isEqualTo(3_000_000);
    assertThat(price.reasoningPicoUsd()).isEqualTo(15_000_000);
    assertThat(price.contextWindow()).isNull();
    assertThat(price.maxOutput()).isNull();
    assertThat(price.textOnly()).isFalse();
  }

  @Test
  void aTierTakesNothingOverFromItsBase() {
    ModelPrice tier = ModelPrice.perMillionTokens().input(6).output(20).build();
    ModelPrice price =
        ModelPrice.perMillionTokens().input(3).output(15).cacheRead(0.3).above(10, tier).build();

    assertThat(price.picoUsd(11, 11, 0, 0, 0)).isEqualTo(66_000_000);
  }

  @Test
  void aTierMayHaveATierFurtherUp() {
    ModelPrice third = ModelPrice.perMillionTokens().input(3).output(0).build();
    ModelPrice second = ModelPrice.perMillionTokens().input(2).output(0).above(20, third).build();
    ModelPrice price = ModelPrice.perMillionTokens().input(1).output(0).above(10, second).build();

    assertThat(price.picoUsd(10, 0, 0, 0, 0)).isEqualTo(10_000_000);
    assertThat(price.picoUsd(20, 0, 0, 0, 0)).isEqualTo(40_000_000);
    assertThat(price.picoUsd(21, 0, 0, 0, 0)).isEqualTo(63_000_000);
    assertThatThrownBy(() -> ModelPrice.perMillionTokens().above(20, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 20 tokens has a tier above 20 tokens");
  }

  @Test
  void pricesAreExactAndRoundedHalfUpBelowAPicoUsd() {
    assertThat(inputPrice(0.1)).isEqualTo(100_000);
    assertThat(inputPrice(new BigDecimal("5.46875"))).isEqualTo(5_468_750);
    assertThat(inputPrice(new BigDecimal("0.0000015"))).isEqualTo(2);
    assertThat(inputPrice(new BigDecimal("0.0000014999"))).isEqualTo(1);
    assertThat(inputPrice(0.0000005)).isEqualTo(1);
    assertThat(inputPrice(new BigDecimal("1e-999999999"))).isZero();
    assertThat(inputPrice(new BigDecimal("9223372036854.775807"))).isEqualTo(Long.MAX_VALUE);
  }

  private static long inputPrice(Number usdPerMillion) {
    return ModelPrice.perMillionTokens().input(usdPerMillion).output(0).build().inputPicoUsd();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY, 1e13, Double.MAX_VALUE})
  void aPriceThatIsNoneIsRefusedByNameAndFigure(double usd) {
    assertThatThrownBy(() -> ModelPrice.perMillionTokens().cacheRead(usd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the cache read price is ")
        .hasMessageContaining("USD per million tokens; it must be ");
  }

  @Test
  void aPriceWithABillionDigitsIsRefusedAtOnce() {
    assertThatThrownBy(() -> inputPrice(new BigDecimal("1e999999999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it must be at most 9223372036854.775807");
  }

  @Test
  void inputAndOutputAreNeverTakenForFree() {
    assertThatThrownBy(() -> ModelPrice.perMillionTokens().output(1).build())
        .hasMessage("the input price is missing; state 0 if such tokens cost nothing");
    assertThatThrownBy(() -> ModelPrice.perMillionTokens().input(1).build())
        .hasMessage("the output price is missing; state 0 if such tokens cost nothing");
  }

  @Test
  void limitsBelowOneAreRefused() {
    ModelPrice.Builder builder = ModelPrice.perMillionTokens();

    assertThatThrownBy(() -> builder.contextWindow(0)).hasMessageContaining("context window is 0");
    assertThatThrownBy(() -> builder.maxOutput(-1)).hasMessageContaining("output limit is -1");
    assertThatThrownBy(() -> builder.above(0, PRICE)).hasMessageContaining("threshold is 0");
  }

  @Test
  void pricesThatBillTheSameAreEqual() {
    ModelPrice one = ModelPrice.perMillionTokens().input(1).output(2).maxOutput(5).build();
    ModelPrice same =
        ModelPrice.perMillionTokens()
            .input(new BigDecimal("1.00"))
            .output(2L)
            .cacheRead(1)
            .maxOutput(5)
            .build();

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(PRICE);
    assertThat(PRICE)
        .hasToString(
            "input 3, cache read 0.3, cache write 3.75, output 15, reasoning 20 USD per million"
                + " tokens; above 200000 input tokens: input 6, cache read 0.6, cache write 7.5,"
                + " output 22.5, reasoning 22.5 USD per million tokens");
  }

  @Test
  void aCostIsComputedWithoutAnAllocation() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = costOfManyCalls();
    long before = threads.getCurrentThreadAllocatedBytes();

    sum += costOfManyCalls();

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    assertThat(sum).isPositive();
  }

  private static long costOfManyCalls() {
    long sum = 0;
    for (int tokens = 190_000; tokens < 210_000; tokens++) {
      sum ^= PRICE.picoUsd(tokens, tokens / 2, 10, tokens, 10);
    }
    return sum;
  }
}
