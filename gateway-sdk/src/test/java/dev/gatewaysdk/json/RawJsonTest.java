package dev.gatewaysdk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
  @Test
  void theTextStaysAsItWasWritten() throws Exception {
    String text = "{ \"b\" : 1.0,\"a\":[ 12345678901234567890 , 1e2,\"\\u00e9\"] }";
    Buffer out = new Buffer();
    RawJson.parse(text).write(JsonWriter.of(out));

    assertThat(out.readUtf8()).isEqualTo(text);
    assertThat(RawJson.read(JsonReader.of(new Buffer().writeUtf8(text))).text()).isEqualTo(text);
  }

  @Test
  void noIntegerBecomesADouble() {
    Map<String, Object> map =
        RawJson.parse(
                "{\"id\":12345678901234567,\"big\":123456789012345678901,\"half\":0.5,"
                    + "\"exp\":1e3,\"min\":-9223372036854775808}")
            .toMap();

    assertThat(map)
        .containsEntry("id", 12345678901234567L)
        .containsEntry("big", new BigDecimal("123456789012345678901"))
        .containsEntry("half", new BigDecimal("0.5"))
        .containsEntry("exp", 1000L)
        .containsEntry("min", Long.MIN_VALUE);
  }

  @Test
  void aHugeExponentCostsNothing() {
    assertThat(RawJson.parse("1e999999999").toJava()).isEqualTo(new BigDecimal("1e999999999"));
  }

  @Test
  void aNumberThatWouldTakeMinutesToReadIsRefusedByItsLength() {
    RawJson huge = RawJson.parse("[" + "9".repeat(1_000_000) + "]");

    assertThatThrownBy(huge::toJava)
        .isInstanceOf(NumberFormatException.class)
        .hasMessageStartingWith("a number has 1000000 characters; allowed: 10000");
    assertThat(RawJson.parse("9".repeat(10_000)).toJava())
        .isEqualTo(BigDecimal.TEN.pow(10_000).subtract(BigDecimal.ONE));
  }

  @Test
  void plainValuesAreWrittenInTheirOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Arrays.asList(1, null, "x\n"));
    map.put("a", Map.of("ok", true));
    map.put("raw", RawJson.parse("[ 1 ]"));

    assertThat(RawJson.of(map).text())
        .isEqualTo("{\"z\":[1,null,\"x\\n\"],\"a\":{\"ok\":true},\"raw\":[ 1 ]}");
    assertThat(RawJson.of(new Object[] {1, "a"}).text()).isEqualTo("[1,\"a\"]");
    assertThat(RawJson.of(null).text()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1} x", "[1,]", "nul", "{\"a\" 1}"})
  void whatIsNotOneJsonValueIsRefused(String text) {
    assertThatThrownBy(() -> RawJson.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nestingIsBounded() {
    assertThatThrownBy(() -> RawJson.parse("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void whatHasNoJsonFormIsNamed() {
    assertThatThrownBy(() -> RawJson.of(List.of(new StringBuilder("ok"), Thread.currentThread())))
        .hasMessageContaining("java.lang.Thread has no JSON form");
    assertThatThrownBy(() -> RawJson.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTextFormTellsOnlyTheLength() {
    assertThat(RawJson.parse("{\"secret\":1}")).hasToString("RawJson(12 chars)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "default", "fp_01", "a \"b\" \\\\ c", "Zwölf\n", "\u2028"})
  void readsTextsAsTheyWouldBeWritten(String text) throws IOException {
    RawJson written = RawJson.of(text);

    assertThat(RawJson.readText(JsonBody.reader(written.text()))).isEqualTo(written);
  }

  @Test
  void mapsTheTextsAndKeepsAllElseAsItWasWritten() {
    RawJson json =
        RawJson.parse("{ \"a\\u0062\" : [\"x\\ny\", 1.50, -2e3, true, null ], \"z\":\"\"}");

    assertThat(json.mapTexts(text -> text.equals("x\ny") ? "\"q\"\\\u0001é" : text).text())
        .isEqualTo(
            "{ \"a\\u0062\" : [\"\\\"q\\\"\\\\\\u0001é\", 1.50, -2e3, true, null ], \"z\":\"\"}");
    assertThat(json.mapTexts(text -> text.equals("ab") ? "key" : text).toMap()).containsKey("key");
    assertThat(json.mapTexts(text -> text.equals("1.50") ? "number" : text).text())
        .contains("\"number\", -2e3");
    assertThat(json.mapTexts(text -> text)).isSameAs(json);
  }

  @Test
  void staysJsonWhateverItsTextsBecome() {
    RawJson json = RawJson.parse("{\"a\":[1,\"b\\\\\",\"\\\"\",{\"c\":-1.5e-7}]}");

    for (String text : List.of("", "\"", "\\", "\n\t", "\uD83D\uDE42", "{", "\u2028")) {
      RawJson mapped = json.mapTexts(any -> text);
      assertThat(RawJson.parse(mapped.text()).toMap()).containsKey(text);
    }
    assertThatThrownBy(() -> json.mapTexts(any -> "\uD83D"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsObjectsFromAllElse() {
    assertThat(RawJson.parse(" {\"a\":1}").isObject()).isTrue();
    assertThat(RawJson.parse("[{}]").isObject()).isFalse();
    assertThat(RawJson.parse("\"{}\"").isObject()).isFalse();
    assertThat(RawJson.of(null).isObject()).isFalse();
  }
}
