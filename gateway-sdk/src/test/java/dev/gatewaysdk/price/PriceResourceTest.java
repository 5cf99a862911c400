package dev.gatewaysdk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceResourceTest {
  private static final String HEAD = "# As of 2026-07-24\n";

  @Test
  void theCommittedFileIsWhatTheGeneratorMakesOfTheSource() throws IOException {
    String conformance = System.getProperty("conformance.dir", "");

    if (conformance.isEmpty()) { // The source is not at hand: then the file's own form must do.
      List<String> models = resource().lines().filter(line -> !line.startsWith("#")).toList();
      assertThat(models).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(800);
    } else {
      Path source = Path.of(conformance).resolveSibling("data").resolve("model-prices.json");
      assertThat(resource())
          .as("run PriceBookGenerator with %s and the resource's path", source)
          .isEqualTo(PriceBookGenerator.generate(source));
    }
  }

  @Test
  void theFileIsSmall() throws IOException {
    assertThat(resource()).hasSizeLessThan(64 * 1024);
  }

  @Test
  void nothingButModerationIsFree() throws IOException {
    assertThat(resource().lines().filter(line -> line.contains("\t\t0\t0")))
        .isNotEmpty()
        .allMatch(line -> line.contains("-moderation-"));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "gemini,       gemma-3-27b-it,                       0 as the provider lists none",
    "vertex-ai,    meta/llama-3.1-70b-instruct-maas,     0 as the provider lists none",
    "gemini,       gemini-exp-1206,                      two ids disagree",
    "gemini,       gemini-flash-latest,                  two ids disagree on the cache price",
    "bedrock,      moonshotai.kimi-k2.5,                 two ids disagree on the output price",
    "cohere,       embed-multilingual-light-v3.0,        the source has 100 USD a million",
    "bedrock,      twelvelabs.marengo-embed-2-7-v1:0,    the source has the price of a request",
    "gemini,       gemini-1.5-flash,                     the source has it as an embedding model",
    "bedrock,      twelvelabs.pegasus-1-2-v1:0,          input is billed by the second",
    "openai,       gpt-4o-audio-preview,                 answers in audio",
    "openai,       gpt-4o-mini-tts,                      answers in audio",
    "gemini,       gemini-2.5-pro-preview-tts,           answers in audio",
    "openai,       gpt-4o-search-preview,                each call is a search with its fee",
    "openai,       gpt-image-1,                          answers in images",
    "openai,       whisper-1,                            billed by the second",
    "cohere,       rerank-v3.5,                          billed by the query",
  })
  void whatWouldBeAWrongNumberIsNotListed(String type, String model, String why) {
    assertThat(PriceBook.builtIn().find(type, model)).as(why).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gemini, gemini-2.5-flash, true",
    "vertex-ai, gemini-embedding-2, true",
    "cohere, embed-v4.0, true",
    "cohere, embed-multilingual-v3.0, true",
    "bedrock, cohere.embed-v4:0, true",
    "cohere, embed-english-v2.0, false",
    "gemini, gemini-2.5-pro, false",
    "openai, gpt-4o, false",
    "vertex-ai, text-embedding-005, false",
  })
  void modelsThatBillMediaOtherwiseSaySo(String type, String model, boolean textOnly) {
    ModelPrice price = Objects.requireNonNull(PriceBook.builtIn().find(type, model));

    assertThat(price.textOnly()).isEqualTo(textOnly);
  }

  @Test
  void aTierOfTheSourceKeepsWhatItDoesNotReplace() {
    ModelPrice price =
        Objects.requireNonNull(PriceBook.builtIn().find("vertex-ai", "gemini-2.5-pro"));

    // The source states a cache write price of 0.25 USD for the tier alone, which is a storage fee.
    assertThat(price.picoUsd(300_000, 0, 300_000, 0, 0)).isEqualTo(300_000 * 2_500_000L);
    assertThat(price.picoUsd(300_000, 300_000, 0, 0, 0)).isEqualTo(300_000 * 250_000L);
  }

  @Test
  void aLineIsReadCellByCell() throws IOException {
    PriceBook book =
        PriceFile.read(
            new StringReader(
                HEAD
                    + "t\tm\t\t1\t2\t0.5\t1.5\t1000\t100\ty\t3\n"
                    + "t\tm\t500\t10\t20\n"
                    + "t\tn\t\t4\t5\n"));

    assertThat(book.find("t", "m"))
        .isEqualTo(
            ModelPrice.perMillionTokens()
                .input(1)
                .output(2)
                .cacheRead(0.5)
                .cacheWrite(1.5)
                .reasoning(3)
                .contextWindow(1000)
                .maxOutput(100)
                .textOnly(true)
                .above(500, ModelPrice.perMillionTokens().input(10).output(20).build())
                .build());
    assertThat(book.find("t", "n"))
        .isEqualTo(ModelPrice.perMillionTokens().input(4).output(5).build());
    assertThat(book.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'t\tm\t\t1\t2\nt\tm\t\t1\t2', m is listed twice",
    "'# a comment\nt\tm\t5\t1\t2', 'm has a tier, but no price before it'",
    "'# a comment\nt\tm\t\t-1\t2', the input price is -1",
    "'# a comment\nt\tm', ''",
  })
  void aLineThatIsWrongIsTold(String lines, String why) {
    assertThatThrownBy(() -> PriceFile.read(new StringReader(HEAD + lines)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("prices.tsv line 3: ")
        .hasMessageContaining(why);
  }

  @Test
  void aFileWithoutADateIsRefused() {
    assertThatThrownBy(() -> PriceFile.read(new StringReader("t\tm\t\t1\t2\n")))
        .hasMessage("prices.tsv has no date");
  }

  private static String resource() throws IOException {
    try (InputStream in = PriceBook.class.getResourceAsStream(PriceFile.NAME)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
