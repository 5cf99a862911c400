package dev.gatewaysdk.guardrail.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the masker whatever the text. */
class PiiProperties {
  private static final String[] PREFIXES = {
    "4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "62", "3528", "36", "5018", "6759"
  };

  @Property
  void findsEveryAddressInAnyText(
      @ForAll("surroundings") String before,
      @ForAll("addresses") String address,
      @ForAll("surroundings") String after) {
    String text = before + address + after;

    assertThat(PiiScanner.find(text))
        .as(text)
        .anyMatch(holds(before.length(), before.length() + address.length()));
  }

  @Property
  void findsEveryCardInAnyText(
      @ForAll("surroundings") String before,
      @ForAll("cards") String card,
      @ForAll("surroundings") String after) {
    String text = before + card + after;

    assertThat(PiiScanner.find(text))
        .as(text)
        .anyMatch(holds(before.length(), before.length() + card.length()));
  }

  @Property
  void changesNothingOutsideOfWhatItFinds(@ForAll("mixtures") String text) {
    List<Finding> findings = PiiScanner.find(text);
    String rest = mask(text);
    int from = 0;

    for (Finding finding : findings) {
      String kept = text.substring(from, finding.start());
      assertThat(rest).startsWith(kept + "[" + finding.type() + "_");
      rest = rest.substring(rest.indexOf(']', kept.length()) + 1);
      from = finding.end();
    }
    assertThat(rest).isEqualTo(text.substring(from));
  }

  @Property
  void findsNothingInWhatItHasMasked(@ForAll("mixtures") String text) {
    String masked = mask(text);

    assertThat(PiiScanner.find(masked)).as(masked).isEmpty();
    assertThat(mask(masked)).isEqualTo(masked);
  }

  @Property
  void takesAnyText(@ForAll String text, @ForAll("noise") String noise) {
    mask(text);
    mask(noise);
  }

  @Property
  void givesFindingsInOrderAndApart(@ForAll("noise") String text) {
    int end = 0;
    for (Finding finding : PiiScanner.find(text)) {
      assertThat(finding.start()).isGreaterThanOrEqualTo(end);
      end = finding.end();
    }
  }

  @Property
  void masksArgumentsOfToolsWithinTheirJson(
      @ForAll("mixtures") String any, @ForAll("addresses") String name, @ForAll long number) {
    String text = any.replaceAll("\\p{Cs}", "?"); // Half a pair has no JSON form.
    RawJson json = RawJson.of(whole(text, name, number));

    RawJson masked = json.mapTexts(PiiProperties::mask);

    assertThat(RawJson.parse(masked.text()).toJava())
        .isEqualTo(RawJson.of(whole(mask(text), mask(name), number)).toJava());
    assertThat(RawJson.parse("{\"card\":4111111111111111,\"x\":1.0}").mapTexts(PiiProperties::mask))
        .isEqualTo(RawJson.parse("{\"card\":\"[CREDIT_CARD_1]\",\"x\":1.0}"));
  }

  private static Map<String, Object> whole(String text, String name, long number) {
    return Map.of("a", List.of(text, number % 100_000), "b", Map.of(name, text));
  }

  private static String mask(String text) {
    Verdict verdict = Pii.mask().check(text, new Placeholders());
    return verdict instanceof Verdict.Masked masked ? masked.text() : text;
  }

  private static Predicate<Finding> holds(int start, int end) {
    return finding -> finding.start() <= start && finding.end() >= end;
  }

  /** Any text, but that what stands next to a finding is no part of it. */
  @Provide
  Arbitrary<String> surroundings() {
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<String> apart =
        Arbitraries.of("\n", ", ", "(", ")", "\"", ":", "<", ">", "🙂", "。", "");
    return Combinators.combine(apart, any, apart)
        .as((first, text, last) -> text.isEmpty() ? first : (first + ";" + text + ";" + last));
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMaxLength(12);
    Arbitrary<String> name =
        Combinators.combine(
                word.filter(w -> !w.isEmpty()),
                Arbitraries.of("", ".", "+", "-", "_", "'", "%"),
                word.filter(w -> !w.isEmpty()))
            .as((a, sign, b) -> a + sign + b);
    Arbitrary<String> domain =
        word.filter(w -> !w.isEmpty())
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(l -> String.join(".", l));
    return Combinators.combine(
            name, domain, Arbitraries.of("com", "de", "museum", "io", "xn--p1ai"))
        .as((n, d, top) -> n + "@" + d + "." + top);
  }

  @Provide
  Arbitrary<String> cards() {
    return Combinators.combine(
            Arbitraries.of(PREFIXES), Arbitraries.randomValue(r -> r), Arbitraries.of("", " ", "-"))
        .as((prefix, random, separator) -> grouped(card(prefix, random), separator));
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.oneOf(noise(), surroundings(), addresses(), cards())
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars("a.@-4 15é\uD83D[]_u\n\\").ofMaxLength(120);
  }

  private static String card(String prefix, Random random) {
    int length = prefix.equals("36") ? 14 : prefix.matches("3[47]") ? 15 : 16;
    StringBuilder digits = new StringBuilder(prefix);
    while (digits.length() < length - 1) {
      digits.append(random.nextInt(10));
    }
    int sum = 0;
    for (int i = 0; i < length - 1; i++) {
      int digit = digits.charAt(length - 2 - i) - '0';
      sum += i % 2 == 0 ? (2 * digit) / 10 + (2 * digit) % 10 : digit;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }

  private static String grouped(String digits, String separator) {
    if (digits.length() != 16) {
      String middle = digits.substring(4, 10);
      return digits.substring(0, 4) + separator + middle + separator + digits.substring(10);
    }
    return String.join(
        separator,
        digits.substring(0, 4),
        digits.substring(4, 8),
        digits.substring(8, 12),
        digits.substring(12));
  }
}
