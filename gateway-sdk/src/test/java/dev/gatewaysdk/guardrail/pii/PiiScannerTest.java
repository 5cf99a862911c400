package dev.gatewaysdk.guardrail.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.guardrail.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiScannerTest {

  private static List<String> found(String text) {
    return PiiScanner.find(text).stream().map(f -> text.substring(f.start(), f.end())).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Write to ann@example.com.              | ann@example.com
          ann+news@mail.example.co.uk, please    | ann+news@mail.example.co.uk
          <a.b-c_d%e&f~g#h@example.org>          | a.b-c_d%e&f~g#h@example.org
          from=o'brien@example.ie&to=x           | o'brien@example.ie
          mailto:ann@example.com?subject=x       | ann@example.com
          'ann@example.com'                      | ann@example.com
          **ann@example.com**                    | ann@example.com
          -ann@example.com                       | ann@example.com
          ann@example.com-                       | ann@example.com
          ann@example.com.Then more              | ann@example.com.Then
          ann@xn--bcher-kva.xn--p1ai             | ann@xn--bcher-kva.xn--p1ai
          ann@bücher.example                     | ann@bücher.example
          jörg@example.com                       | jörg@example.com
          请写信给ann@example.com谢谢            | ann@example.com
          x@y@example.com                        | y@example.com
          4111111111111111@example.com           | 4111111111111111@example.com
          https://user:pass@example.com/         | pass@example.com
          ANN@EXAMPLE.COM                        | ANN@EXAMPLE.COM
          first line\\nann@example.com           | ann@example.com
          \\u003cann@example.com\\u003e          | ann@example.com
          """)
  void findsAddresses(String text, String address) {
    assertThat(found(text.replace("\\\\", "\\"))).containsExactly(address);
    assertThat(PiiScanner.find(text)).extracting(Finding::type).containsExactly(Pii.EMAIL);
  }

  @Test
  void findsAnAddressWhoseDomainIsLongerThanItMayBe() {
    String address = "ann@a.xn--p1ai" + "1".repeat(80);

    assertThat(found("to " + address + "@a.com")).containsExactly(address);
  }

  @Test
  void findsACardRightBehindAnAddressThatEndsInDigits() {
    assertThat(found("ann@a.xn--p1ai1.4111111111111111"))
        .containsExactly("ann@a.xn--p1ai1", "4111111111111111");
  }

  @Test
  void findsAnAddressWhoseNameIsLongerThanItMayBe() {
    String address = "4".repeat(52) + "-399396-20945aaaaaa.aaaaa@aa.com";

    assertThat(found("to " + address)).containsExactly(address);
  }

  @Test
  void takesAnEmptyPunycodeLabelForNone() {
    assertThat(found("ann@a.xn--[EMAIL_1]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "@Override void a()",
        "ann@localhost",
        "ann@",
        "@example.com",
        "ann@example.",
        "ann@.com",
        "ann@10.0.0.1",
        "react@18.2.0",
        "ann @ example.com",
        "a@-b.com",
        "a@b.c",
      })
  void leavesWhatIsNoAddress(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          card 4111111111111111.          | 4111111111111111
          4111 1111 1111 1111 123         | 4111 1111 1111 1111
          4111-1111-1111-1111             | 4111-1111-1111-1111
          4111\u00a01111\u00a01111\u00a01111 | 4111\u00a01111\u00a01111\u00a01111
          4111\u20131111\u20131111\u20131111 | 4111\u20131111\u20131111\u20131111
          4222222222222                   | 4222222222222
          4222 2222 2222 2                | 4222 2222 2222 2
          3782 822463 10005 (Amex)        | 3782 822463 10005
          378282246310005                 | 378282246310005
          3056 930902 5904                | 3056 930902 5904
          5555555555554444                | 5555555555554444
          2223003122003222                | 2223003122003222
          6011111111111117                | 6011111111111117
          3530111333300000                | 3530111333300000
          6759649826438453                | 6759649826438453
          6200000000000005                | 6200000000000005
          "4111111111111111"              | 4111111111111111
          card4111111111111111x           | 4111111111111111
          卡号4111111111111111谢谢        | 4111111111111111
          41111111 11111111               | 41111111 11111111
          12 4111 1111 1111 1111          | 4111 1111 1111 1111
          order_4111111111111111_x        | 4111111111111111
          """)
  void findsCards(String text, String card) {
    assertThat(found(text)).containsExactly(card);
    assertThat(PiiScanner.find(text)).extracting(Finding::type).containsExactly(Pii.CREDIT_CARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "14111111111111111",
        "41111111111111110000",
        "0.4111111111111111",
        "4111111111111111.25",
        "41111111111111",
        "1234567812345670",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "4111  1111  1111  1111",
        "4111-1111 1111-1111",
        "4111.1111.1111.1111",
        "9f4111111111111111a7",
        "1700000000000",
        "356938035643809",
        "+49 30 901820",
      })
  void leavesWhatIsNoCard(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void findsEachOfSeveralInTheirOrder() {
    assertThat(
            found("4012888888881881 4012-8888-8888-1881 4012 8888 8888 1881 a@b.io, c@d.io;e@f.io"))
        .containsExactly(
            "4012888888881881",
            "4012-8888-8888-1881",
            "4012 8888 8888 1881",
            "a@b.io",
            "c@d.io",
            "e@f.io");
  }

  @Test
  void takesTheSameListForEveryTextWithoutFindings() {
    assertThat(PiiScanner.find("nothing here"))
        .isSameAs(PiiScanner.find("nor @ here, not even in 2026 at 4111111111111112"));
  }

  /** Texts that make a careless scanner look at the same characters again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@",
        "a@",
        "a@b.",
        "a.",
        "4",
        "4111 ",
        "4111-",
        "4111111111111111 ",
        "4a",
        "a4111",
        "@4.",
        "ann@example.com ",
        "5018 5018 5018 5018 501 ",
        "é",
        "4111111111111111a",
        "a@b.co",
      })
  void looksAtEachCharacterOfAMegabyteAFewTimes(String pattern) {
    int length = 1 << 20;
    CountingText text = new CountingText(pattern.repeat(length / pattern.length()));

    PiiScanner.find(text);

    assertThat(text.looks).isLessThan(40L * length);
  }

  /** Counts how often somebody looks at a character. */
  private static final class CountingText implements CharSequence {
    private final String text;
    long looks;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new AssertionError("copies text");
    }
  }
}
