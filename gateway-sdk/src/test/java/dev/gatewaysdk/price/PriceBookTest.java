package dev.gatewaysdk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {
  private static final PriceBook BOOK = PriceBook.builtIn();
  private static final ModelPrice MINE = ModelPrice.perMillionTokens().input(7).output(8).build();
  private static final ModelPrice OTHER = ModelPrice.perMillionTokens().input(9).output(9).build();

  @Test
  void aModelCostsWhatItsProviderBills() {
    ModelPrice price = found(BOOK, "openai", "gpt-4o");

    assertThat(price.inputPicoUsd()).isEqualTo(2_500_000);
    assertThat(price.outputPicoUsd()).isEqualTo(10_000_000);
    assertThat(price.cacheReadPicoUsd()).isEqualTo(1_250_000);
    assertThat(price.contextWindow()).isEqualTo(128_000);
    assertThat(price.maxOutput()).isEqualTo(16_384);
    assertThat(price.picoUsd(1_000_000, 0, 0, 0, 0)).isEqualTo(2_500_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          openai,       gpt-4o-mini,                               0.15
          azure-openai, gpt-4o-mini,                               0.165
          anthropic,    claude-haiku-4-5,                          1
          bedrock,      us.anthropic.claude-haiku-4-5-20251001-v1:0, 1.1
          vertex-ai,    claude-haiku-4-5@20251001,                 1
          vertex-ai,    gemini-2.0-flash-001,                      0.15
          gemini,       gemini-2.0-flash-001,                      0.1
          cohere,       command-a-03-2025,                         2.5
          cohere,       embed-english-v3.0,                        0.1
          mistral,      mistral-large-latest,                      0.5
          groq,         openai/gpt-oss-120b,                       0.15
          openai,       gpt-3.5-turbo-instruct,                    1.5
          openai,       gpt-4o-transcribe,                         2.5
          openai,       text-embedding-3-small,                    0.02
          openai,       omni-moderation-latest,                    0
          """)
  void everyProviderTypeHasItsOwnPrices(String type, String model, double inputUsdPerMillion) {
    assertThat(found(BOOK, type, model).inputPicoUsd())
        .isEqualTo(Math.round(inputUsdPerMillion * 1_000_000));
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, gpt-4o",
    "bedrock, gpt-4o",
    "openai, claude-sonnet-4-5",
    "openai, openai/gpt-oss-120b",
    "openai, openai/gpt-4o",
    "openai-compatible, gpt-4o",
    "acme, gpt-4o",
    "'', gpt-4o",
    "openai, ''",
    "openai, GPT-4O",
  })
  void aPriceOfAnotherProviderIsNeverTaken(String type, String model) {
    assertThat(BOOK.find(type, model)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini, openai",
    "claude-sonnet-4-5, anthropic",
    "gemini-2.0-flash-001, gemini",
    "command-r, cohere",
    "mistral-large-latest, mistral",
    "amazon.nova-lite-v1:0, bedrock",
    "gpt-4o-mini-2031-01-31, openai",
  })
  void withoutAProviderTypeTheMakersPriceIsFound(String model, String maker) {
    assertThat(found(BOOK, null, model)).isEqualTo(BOOK.find(maker, model));
  }

  @Test
  void withoutAProviderTypeAResellersPriceIsNotFound() {
    assertThat(BOOK.find("groq", "llama-3.3-70b-versatile")).isNotNull();
    assertThat(BOOK.find(null, "llama-3.3-70b-versatile")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-2031-11-20, gpt-4o",
    "azure-openai, gpt-4o-mini-2031-07-18, gpt-4o-mini",
    "anthropic, claude-sonnet-4-5-20310929, claude-sonnet-4-5",
    "vertex-ai, claude-sonnet-4-5@20310929, claude-sonnet-4-5",
  })
  void aDatedSnapshotFindsItsFamilysPrice(String type, String model, String family) {
    assertThat(found(BOOK, type, model)).isSameAs(found(BOOK, type, family));
  }

  @Test
  void aListedSnapshotKeepsItsOwnPrice() {
    PriceBook book = BOOK.withOverrides(Map.of("gpt-4o", MINE));

    assertThat(found(book, "openai", "gpt-4o-2024-05-13").inputPicoUsd()).isEqualTo(5_000_000);
    assertThat(book.find("openai", "gpt-4o-2031-05-13")).isSameAs(MINE);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-2024-13-01",
    "gpt-4o-2024-00-01",
    "gpt-4o-2024-01-32",
    "gpt-4o-2024-01-00",
    "gpt-4o-1824-01-01",
    "gpt-4o-2124-01-01",
    "gpt-4o-20240101x",
    "gpt-4o-0513",
    "gpt-4o-2411",
    "gpt-4o@2024-11-20",
    "gpt-4o_20241120",
    "gpt-4o20241120",
    "gpt-4o-2024_11_20",
    "20241120",
    "-20241120",
    "@20241120",
  })
  void figuresThatAreNoDateBelongToTheName(String model) {
    assertThat(BOOK.find("openai", model)).isNull();
  }

  @Test
  void aFineTunedModelFindsThePriceOfAllTunedFromItsBase() {
    ModelPrice tuned = found(BOOK, "openai", "ft:gpt-4o-mini-2024-07-18:acme:tone:Ab12");

    assertThat(tuned.inputPicoUsd()).isEqualTo(300_000);
    assertThat(BOOK.find("openai", "ft:gpt-4o-2031-01-01:acme::Ab12")).isNull();
  }

  @Test
  void longPromptsOfClaudeCostMore() {
    ModelPrice price = found(BOOK, "anthropic", "claude-sonnet-4-5");

    assertThat(price.picoUsd(200_000, 0, 0, 0, 0)).isEqualTo(200_000 * 3_000_000L);
    assertThat(price.picoUsd(200_001, 200_000, 1, 0, 0)).isEqualTo(200_000 * 600_000L + 7_500_000);
  }

  @Test
  void anOverrideForTheTypeGoesBeforeOneForTheModelAndThatBeforeTheBuiltInPrice() {
    PriceBook book = BOOK.withOverrides(Map.of("openai/gpt-4o", MINE, "gpt-4o", OTHER));

    assertThat(book.find("openai", "gpt-4o")).isSameAs(MINE);
    assertThat(book.find("openai", "gpt-4o-2031-01-01")).isSameAs(MINE);
    assertThat(book.find("azure-openai", "gpt-4o")).isSameAs(OTHER);
    assertThat(book.find("openai-compatible", "gpt-4o")).isSameAs(OTHER);
    assertThat(book.find(null, "gpt-4o")).isSameAs(OTHER);
    assertThat(book.find("openai", "gpt-4o-mini")).isEqualTo(BOOK.find("openai", "gpt-4o-mini"));
  }

  @Test
  void overridesMakeANewBookAndLaterOnesReplaceEarlierOnes() {
    Map<String, ModelPrice> prices = new HashMap<>(Map.of("mine", MINE, "yours", MINE));
    PriceBook first = BOOK.withOverrides(prices);
    prices.put("mine", OTHER);
    PriceBook second = first.withOverrides(Map.of("mine", OTHER));

    assertThat(BOOK.find("openai", "mine")).isNull();
    assertThat(first.find("openai", "mine")).isSameAs(MINE);
    assertThat(second.find("openai", "mine")).isSameAs(OTHER);
    assertThat(second.find("openai", "yours")).isSameAs(MINE);
    assertThat(second.size()).isEqualTo(BOOK.size() + 2);
    assertThat(second.asOf()).isEqualTo(BOOK.asOf());
  }

  @Test
  void anOverrideWithoutAModelIsRefused() {
    assertThatThrownBy(() -> BOOK.withOverrides(Map.of(" ", MINE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model is blank");
  }

  @Test
  void theBuiltInBookIsReadOnceAndTellsItsDay() {
    assertThat(PriceBook.builtIn()).isSameAs(BOOK);
    assertThat(BOOK.asOf()).isEqualTo(LocalDate.of(2026, 7, 24));
    assertThat(BOOK.size()).isGreaterThan(800);
  }

  private static ModelPrice found(PriceBook book, @Nullable String type, String model) {
    return Objects.requireNonNull(book.find(type, model), type + "/" + model + " has no price");
  }
}
