package dev.gatewaysdk.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.json.RawJson;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What was written is read back, and what was spoiled is refused in the one way there is. */
class StructuredProperties {
  private static final StructuredType<Account> TYPE = StructuredType.of(Account.class);

  enum Level {
    BASIC,
    PLUS
  }

  sealed interface Payment permits Card, Cash {}

  record Card(String number, LocalDate until) implements Payment {}

  record Cash(BigDecimal amount) implements Payment {}

  record Account(
      String name,
      long id,
      double score,
      Level level,
      @Nullable String note,
      Optional<Boolean> active,
      List<Payment> payments,
      Map<String, Integer> counts,
      List<Account> children) {}

  @Property
  void readsBackWhatWasWritten(@ForAll("accounts") Account account) {
    assertThat(TYPE.read(RawJson.of(json(account)).text())).isEqualTo(account);
  }

  @Property
  void refusesWhatWasSpoiledInOneWayOnly(
      @ForAll("accounts") Account account,
      @ForAll("places") double place,
      @ForAll("spoilers") String spoiler) {
    String json = RawJson.of(json(account)).text();
    int at = (int) (place * json.length());
    String spoiled =
        json.substring(0, at) + spoiler + json.substring(Math.min(json.length(), at + 1));

    try {
      assertThat(TYPE.read(spoiled)).isNotNull();
    } catch (StructuredAnswerException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.answer()).isEqualTo(spoiled);
    }
  }

  @Property
  void refusesAnyOtherJsonInOneWayOnly(@ForAll("values") Object value) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : List.of("name", "id", "score", "level", "note", "active", "payments")) {
      json.put(name, value);
    }

    try {
      TYPE.read(RawJson.of(json).text());
      throw new AssertionError("children are missing");
    } catch (StructuredAnswerException e) {
      assertThat(e.problems()).contains("$.children: is missing");
    }
  }

  @Provide
  Arbitrary<Double> places() {
    return Arbitraries.doubles().between(0, true, 1, false);
  }

  @Provide
  Arbitrary<String> spoilers() {
    return Arbitraries.of(
        "", "\"", "{", "}", "[", "]", ",", "null", "-1", "e9", "\\", "\ud800", "x");
  }

  @Provide
  Arbitrary<Object> values() {
    return Arbitraries.of(
        "", "text", 1, -1.5, 1e300, true, List.of(1), Map.of("type", "Cash"), List.of(Map.of()));
  }

  @Provide
  Arbitrary<Account> accounts() {
    return accounts(2);
  }

  private static Arbitrary<Account> accounts(int depth) {
    Arbitrary<List<Account>> children =
        depth == 0 ? Arbitraries.just(List.of()) : accounts(depth - 1).list().ofMaxSize(2);
    Arbitrary<Map<String, Integer>> counts =
        Arbitraries.maps(strings(), Arbitraries.integers()).ofMaxSize(2);
    return Combinators.combine(
            strings(),
            Arbitraries.longs(),
            Arbitraries.doubles().map(d -> d + 0.0), // Its zero has no sign.
            Arbitraries.of(Level.class),
            strings().injectNull(0.3),
            Arbitraries.of(true, false).optional(),
            payments().list().ofMaxSize(2),
            Combinators.combine(counts, children).as(Map::entry))
        .as(
            (name, id, score, level, note, active, payments, rest) ->
                new Account(
                    name, id, score, level, note, active, payments, rest.getKey(), rest.getValue()))
        .withoutEdgeCases(); // Of all their combinations.
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.strings()
        .withChars('a', '"', '\\', '{', '}', '\n', '`', 'é', '\u2028')
        .ofMaxLength(6);
  }

  private static Arbitrary<Payment> payments() {
    Arbitrary<Payment> cards =
        Combinators.combine(strings(), Arbitraries.integers().between(-5000, 5000))
            .as((number, day) -> new Card(number, LocalDate.of(2026, 1, 1).plusDays(day)));
    Arbitrary<Payment> cash =
        Arbitraries.integers().between(-999, 999).map(n -> new Cash(BigDecimal.valueOf(n, 2)));
    return Arbitraries.oneOf(cards, cash);
  }

  private static Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", account.name());
    json.put("id", account.id());
    json.put("score", account.score());
    json.put("level", account.level().name());
    json.put("note", account.note());
    account.active().ifPresent(active -> json.put("active", active));
    List<Object> payments = new ArrayList<>();
    for (Payment payment : account.payments()) {
      payments.add(json(payment));
    }
    json.put("payments", payments);
    json.put("counts", counts(account));
    json.put("children", account.children().stream().map(StructuredProperties::json).toList());
    return json;
  }

  /** Now in one form, now in the other. */
  private static Object counts(Account account) {
    if (account.level() == Level.BASIC) {
      return account.counts();
    }
    List<Object> entries = new ArrayList<>();
    account.counts().forEach((key, value) -> entries.add(Map.of("key", key, "value", value)));
    return entries;
  }

  private static Map<String, Object> json(Payment payment) {
    return payment instanceof Card card
        ? Map.of("type", "Card", "number", card.number(), "until", card.until().toString())
        : Map.of("type", "Cash", "amount", ((Cash) payment).amount());
  }
}
