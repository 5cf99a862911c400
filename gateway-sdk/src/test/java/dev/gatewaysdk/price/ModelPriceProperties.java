package dev.gatewaysdk.price;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ModelPriceProperties {
  /** Counts as a provider reports them, contradictions included. */
  record Counts(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    long cost(ModelPrice price) {
      return price.picoUsd(input, cacheRead, cacheWrite, output, reasoning);
    }
  }

  @Property
  void noCallEarnsMoney(@ForAll("prices") ModelPrice price, @ForAll("wildCounts") Counts counts) {
    assertThat(counts.cost(price)).isNotNegative();
  }

  @Property
  void moreTokensOfAKindNeverCostLess(
      @ForAll("prices") ModelPrice price,
      @ForAll("counts") Counts c,
      @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
    long cost = c.cost(price);

    // A part grows along with its whole: a token that turns into a cached one is cheaper.
    assertThat(price.picoUsd(c.input + more, c.cacheRead, c.cacheWrite, c.output, c.reasoning))
        .as("input")
        .isGreaterThanOrEqualTo(cost);
    assertThat(
            price.picoUsd(c.input + more, c.cacheRead + more, c.cacheWrite, c.output, c.reasoning))
        .as("cache read")
        .isGreaterThanOrEqualTo(cost);
    assertThat(
            price.picoUsd(c.input + more, c.cacheRead, c.cacheWrite + more, c.output, c.reasoning))
        .as("cache write")
        .isGreaterThanOrEqualTo(cost);
    assertThat(price.picoUsd(c.input, c.cacheRead, c.cacheWrite, c.output + more, c.reasoning))
        .as("output")
        .isGreaterThanOrEqualTo(cost);
    assertThat(
            price.picoUsd(c.input, c.cacheRead, c.cacheWrite, c.output + more, c.reasoning + more))
        .as("reasoning")
        .isGreaterThanOrEqualTo(cost);
  }

  @Property
  void aPriceForAllTokensBillsEachOnce(@ForAll("counts") Counts counts) {
    ModelPrice price = ModelPrice.perMillionTokens().input(1).output(1).build();

    long tokens =
        Math.max(counts.input, counts.cacheRead + counts.cacheWrite)
            + Math.max(counts.output, counts.reasoning);
    assertThat(counts.cost(price)).isEqualTo(tokens * 1_000_000);
  }

  @Provide
  Arbitrary<Counts> counts() {
    return counts(Arbitraries.longs().between(0, 2_000_000));
  }

  @Provide
  Arbitrary<Counts> wildCounts() {
    return counts(Arbitraries.longs());
  }

  private static Arbitrary<Counts> counts(Arbitrary<Long> count) {
    return Combinators.combine(count, count, count, count, count).as(Counts::new);
  }

  /** Prices whose tiers, as everywhere, are no cheaper than their base. */
  @Provide
  Arbitrary<ModelPrice> prices() {
    Arbitrary<Double> price = Arbitraries.doubles().between(0, 600).ofScale(6);
    Arbitrary<Integer> factor = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> threshold = Arbitraries.integers().between(1, 2_000_000);
    return Combinators.combine(price, price, price, price, factor, threshold)
        .as(
            (input, output, cacheRead, cacheWrite, times, tokens) ->
                prices(input, output, cacheRead, cacheWrite)
                    .above(
                        tokens,
                        prices(input * times, output * times, cacheRead * times, cacheWrite * times)
                            .build())
                    .build());
  }

  private static ModelPrice.Builder prices(
      double input, double output, double cacheRead, double cacheWrite) {
    return ModelPrice.perMillionTokens()
        .input(input)
        .output(output)
        .cacheRead(cacheRead)
        .cacheWrite(cacheWrite);
  }
}
