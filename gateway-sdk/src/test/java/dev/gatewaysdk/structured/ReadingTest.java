package dev.gatewaysdk.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.json.RawJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, in single quotes, against the values or problems that they must become. */
class ReadingTest {
  private static <T> T read(Class<T> type, String answer) {
    return StructuredType.of(type).read(answer.replace('\'', '"'));
  }

  private static List<String> problems(Class<?> type, String answer) {
    return catchThrowableOfType(StructuredAnswerException.class, () -> read(type, answer))
        .problems();
  }

  enum Size {
    SMALL,
    X_LARGE,
    x_large
  }

  record Numbers(byte b, short s, int i, Long l, float f, double d, BigDecimal bd, BigInteger bi) {}

  @Test
  void readsNumbersExactly() {
    assertThat(
            read(
                Numbers.class,
                "{'b':-128,'s':32767,'i':3.0,'l':9223372036854775807,'f':0.5,'d':1e300,"
                    + "'bd':0.10,'bi':123456789012345678901234567890}"))
        .isEqualTo(
            new Numbers(
                (byte) -128,
                (short) 32767,
                3,
                Long.MAX_VALUE,
                0.5f,
                1e300,
                new BigDecimal("0.10"),
                new BigInteger("123456789012345678901234567890")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b | 128 | a whole number of 8 bits, found another number",
        "i | 1.5 | a whole number of 32 bits, found another number",
        "i | \"5\" | a whole number of 32 bits, found a string",
        "i | true | a whole number of 32 bits, found a boolean",
        "l | 9223372036854775808 | a whole number of 64 bits, found another number",
        "f | 1e39 | a number that a float can hold, found another number",
        "d | 1e400 | a number that a double can hold, found another number",
        "bi | 1e999999999 | a whole number, found another number",
        "bd | 1e999999999 | a number, found another number",
        "bd | [] | a number, found a list",
      })
  void refusesNumbersThatWouldLoseSomething(String name, String value, String problem) {
    String others =
        "{'b':0,'s':0,'i':0,'l':0,'f':0,'d':0,'bd':0,'bi':0,'%s':%s}".formatted(name, value);

    assertThat(problems(Numbers.class, others))
        .containsExactly("$." + name + ": expected " + problem);
  }

  @Test
  void doesNotSpendMinutesOnANumberWithoutEnd() {
    assertThat(problems(Numbers.class, "{'b':" + "9".repeat(1_000_000) + "}"))
        .containsExactly("$: expected exactly one JSON object and nothing else");
  }

  record Texts(
      String s,
      Instant instant,
      OffsetDateTime offset,
      LocalDateTime local,
      LocalDate date,
      LocalTime time,
      Duration duration,
      UUID uuid,
      URI uri) {}

  @Test
  void readsStringsOfTheJdk() {
    UUID uuid = new UUID(1, 2);

    assertThat(
            read(
                Texts.class,
                "{'s':'null','instant':'2026-01-31T13:45:00+01:00','offset':'2026-01-31T13:45:00Z',"
                    + "'local':'2026-01-31T13:45:00','date':'2026-01-31','time':'13:45',"
                    + "'duration':'PT1H30M','uuid':'"
                    + uuid
                    + "','uri':'https://example.com'}"))
        .isEqualTo(
            new Texts(
                "null",
                Instant.parse("2026-01-31T12:45:00Z"),
                OffsetDateTime.parse("2026-01-31T13:45:00Z"),
                LocalDateTime.parse("2026-01-31T13:45:00"),
                LocalDate.of(2026, 1, 31),
                LocalTime.of(13, 45),
                Duration.ofMinutes(90),
                uuid,
                URI.create("https://example.com")));
  }

  @Test
  void refusesStringsThatAreNone() {
    assertThat(
            problems(
                Texts.class,
                "{'s':5,'instant':'2026-01-31T13:45:00','offset':'yesterday','local':"
                    + "'2026-01-31T13:45:00Z','date':'31.1.2026','time':'1pm','duration':'P1Y',"
                    + "'uuid':'1-1-1-1-1','uri':'a b'}"))
        .containsExactly(
            "$.s: expected a string, found a number",
            "$.instant: expected a date and time with offset, found another string",
            "$.offset: expected a date and time with offset, found another string",
            "$.local: expected a date and time without offset, found another string",
            "$.date: expected a date, found another string",
            "$.time: expected a time without offset, found another string",
            "$.duration: expected a duration in days, hours, minutes and seconds, found another"
                + " string",
            "$.uuid: expected a UUID, found another string",
            "$.uri: expected a URI, found another string");
  }

  record Order(
      List<Item> items,
      Set<String> tags,
      Collection<Size> sizes,
      int[] counts,
      List<String>[] rows,
      Map<String, Item> byName) {}

  record Item(String name, @Nullable BigDecimal price) {}

  @Test
  void readsCollections() {
    Order order =
        read(
            Order.class,
            "{'items':[{'name':'a','price':1}],'tags':['x','y','x'],'sizes':[],'counts':[1,2],"
                + "'rows':[['q']],'byName':{'b':{'name':'b'}}}");

    assertThat(order.items()).containsExactly(new Item("a", BigDecimal.ONE));
    assertThat(order.tags()).containsExactly("x", "y");
    assertThat(order.sizes()).isEmpty();
    assertThat(order.counts()).containsExactly(1, 2);
    assertThat(order.rows()).containsExactly(List.of("q"));
    assertThat(order.byName()).containsExactly(Map.entry("b", new Item("b", null)));
    assertThatThrownBy(() -> order.items().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void listsEveryProblemWithItsPlaceAndWithoutContent() {
    StructuredAnswerException e =
        catchThrowableOfType(
            StructuredAnswerException.class,
            () ->
                read(
                    Order.class,
                    "{'items':[{'name':'a'},{'name':'SECRET','price':'SECRET'},null],'tags':{},"
                        + "'sizes':['SECRET'],'counts':[null],"
                        + "'byName':{'ok':{'name':'a'},'SECRET':{'price':1}}}"));

    assertThat(e.problems())
        .containsExactly(
            "$.items[1].price: expected a number, found a string",
            "$.items[2]: expected an object, found null",
            "$.tags: expected a list, found an object",
            "$.sizes[0]: expected one of SMALL, X_LARGE, x_large, found another string",
            "$.counts[0]: expected a whole number of 32 bits, found null",
            "$.rows: is missing",
            "$.byName[key 2 of 2].name: is missing");
    assertThat(e).hasMessageStartingWith("the answer does not fit Order:\n- $.items[1].price: ");
    assertThat(e.toString()).doesNotContain("SECRET");
    assertThat(e.answer()).contains("SECRET");
    assertThat(e.reason()).isEqualTo(StructuredAnswerException.Reason.INVALID);
  }

  record Counts(Map<String, @Nullable Integer> counts) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'counts':[{'key':'b','value':2},{'key':'a','value':null}]}",
        "{'counts':{'b':2,'a':null}}"
      })
  void readsAMapInBothForms(String answer) {
    Map<String, Integer> counts = read(Counts.class, answer).counts();

    assertThat(counts.keySet()).containsExactly("b", "a");
    assertThat(counts).containsEntry("b", 2).containsEntry("a", null);
  }

  @Test
  void checksTheEntriesOfAMap() {
    assertThat(
            problems(
                Counts.class,
                "{'counts':[{'key':'a','value':1},{'key':'a','value':1},{'value':1},{'key':1,"
                    + "'value':'x'},{'key':'b'},7]}"))
        .containsExactly(
            "$.counts[1].key: is there twice",
            "$.counts[2].key: is missing",
            "$.counts[3].key: expected a string, found a number",
            "$.counts[3].value: expected a whole number of 32 bits, found a string",
            "$.counts[4].value: is missing",
            "$.counts[5]: expected an object, found a number");
    assertThat(problems(Counts.class, "{'counts':'none'}"))
        .containsExactly("$.counts: expected a list of entries, found a string");
  }

  @Test
  void countsTheProblemsThatItDoesNotList() {
    String items = "1,".repeat(25) + "1";

    assertThat(problems(String[].class, "{'value':[" + items + "]}"))
        .hasSize(21)
        .endsWith("$.value[19]: expected a string, found a number", "and 6 more");
  }

  record Maybe(
      @Nullable String text,
      Optional<Integer> number,
      Optional<List<Item>> items,
      List<@Nullable String> holes,
      @Nullable RawJson json) {}

  @Test
  void whatIsMissingOrNullReadsAsNothing() {
    Maybe nothing = new Maybe(null, Optional.empty(), Optional.empty(), List.of(), null);

    assertThat(read(Maybe.class, "{'holes':[]}")).isEqualTo(nothing);
    assertThat(read(Maybe.class, "{'text':null,'number':null,'items':null,'holes':[],'json':null}"))
        .isEqualTo(nothing);
    assertThat(read(Maybe.class, "{'text':'','number':1,'items':[],'holes':[null,'a']}"))
        .satisfies(maybe -> assertThat(maybe.holes()).containsExactly(null, "a"))
        .satisfies(maybe -> assertThat(maybe.number()).contains(1))
        .satisfies(maybe -> assertThat(maybe.items()).contains(List.of()));
  }

  @Test
  void checksWhatIsThereThoughItNeedNotBe() {
    assertThat(problems(Maybe.class, "{'number':'1','items':[{}],'holes':null}"))
        .containsExactly(
            "$.number: expected a whole number of 32 bits, found a string",
            "$.items[0].name: is missing",
            "$.holes: expected a list, found null");
  }

  @ParameterizedTest
  @CsvSource({
    "SMALL,SMALL",
    "small,SMALL",
    "' Small ',SMALL",
    "X_LARGE,X_LARGE",
    "x_large,x_large"
  })
  void readsConstantsByName(String text, Size size) {
    assertThat(StructuredType.of(Size.class).read("{\"value\":\"" + text + "\"}")).isEqualTo(size);
  }

  @Test
  void guessesNoConstantThatCouldBeTwo() {
    assertThat(problems(Size.class, "{'value':'X_Large'}"))
        .containsExactly("$.value: expected one of SMALL, X_LARGE, x_large, found another string");
  }

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side, List<Shape> inside) implements Shape {}

  @Test
  void readsTheRecordThatASealedInterfaceIs() {
    assertThat(
            read(
                Shape.class,
                "{'value':{'type':'Square','side':2,'inside':[{'type':'Circle','radius':1}]}}"))
        .isEqualTo(new Square(2, List.of(new Circle(1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | $.value.type: is missing: it must be one of Circle, Square",
        "{\"type\":\"circle\"} | $.value.type: expected one of Circle, Square, found another string",
        "{\"type\":1} | $.value.type: expected one of Circle, Square, found a number",
        "{\"type\":\"Circle\",\"side\":1} | $.value.radius: is missing",
        "[] | $.value: expected an object, found a list",
      })
  void saysWhichRecordsThereAre(String json, String problem) {
    assertThat(problems(Shape.class, "{'value':" + json + "}")).containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{'name':'a'}\n```",
        "Here you are:\n\n{'name':'a'}\nAnything else?",
        "\uFEFF {'name':'a','more':[1]} ",
      })
  void toleratesWhatModelsAdd(String answer) {
    assertThat(read(Item.class, answer)).isEqualTo(new Item("a", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I cannot say.",
        "{'name':'a'",
        "}{",
        "{'name':'a'} or {'name':'b'}",
        "{'name':'a',}",
        "{'name':1e99999999999}",
        "[1]",
      })
  void refusesWhatIsNotOneObject(String answer) {
    assertThat(problems(Item.class, answer))
        .containsExactly("$: expected exactly one JSON object and nothing else");
  }

  @Test
  void survivesEndlessNesting() {
    record Nested(List<RawJson> value) {}
    String deep = "{'value':[" + "[".repeat(5000) + "]".repeat(5000) + "]}";

    assertThat(problems(Nested.class, deep)).hasSize(1);
  }

  record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("SECRET " + from + " > " + to);
      }
    }
  }

  record Ranges(List<Range> ranges) {}

  @Test
  void aConstructorMayRefuse() {
    StructuredAnswerException e =
        catchThrowableOfType(
            StructuredAnswerException.class,
            () -> read(Ranges.class, "{'ranges':[{'from':1,'to':2},{'from':3,'to':2}]}"));

    assertThat(e.problems())
        .containsExactly(
            "$.ranges[1]: the constructor of Range refused it"
                + " (java.lang.IllegalArgumentException)");
    assertThat(e).hasNoCause();
    assertThat(e.getMessage()).doesNotContain("SECRET");
  }

  record Broken(int a) {
    Broken {
      throw new AssertionError("a bug");
    }
  }

  @Test
  void anErrorIsNoProblemOfTheAnswer() {
    assertThatThrownBy(() -> read(Broken.class, "{'a':1}"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a bug");
  }

  @Test
  void keepsFreeJsonAsItIs() {
    assertThat(read(RawJson.class, "{'value':{'a':[1,0.50,null]}}").text().replace('"', '\''))
        .isEqualTo("{'a':[1,0.50,null]}");
  }

  @Test
  void refusesFreeJsonThatNobodyCouldWriteAgain() {
    assertThat(problems(RawJson.class, "{'value':['\\ud83d']}"))
        .containsExactly("$.value: a text was cut inside a character");
  }
}
