package dev.gatewaysdk.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
  private static final String TYPE = "multipart/form-data; boundary=xyz";

  private static List<FormPart> read(String body) {
    return read(TYPE, body);
  }

  private static List<FormPart> read(String type, String body) {
    return MultipartForm.read(body.replace("\n", "\r\n").getBytes(UTF_8), type);
  }

  private static String part(String head, String content) {
    return "--xyz\nContent-Disposition: form-data; " + head + "\n\n" + content + "\n";
  }

  @Test
  void readsFieldsAndFiles() {
    List<FormPart> parts =
        read(
            part("name=\"model\"", "ears")
                + part("name=file; filename=\"a.mp3\"\nContent-Type: audio/mpeg", "\0\n--xy\n")
                + "--xyz--\nepilogue");

    assertThat(parts).extracting(FormPart::name).containsExactly("model", "file");
    assertThat(parts.get(0).text()).isEqualTo("ears");
    assertThat(parts.get(0).fileName()).isNull();
    assertThat(parts.get(1).fileName()).isEqualTo("a.mp3");
    assertThat(parts.get(1).mediaType()).isEqualTo("audio/mpeg");
    assertThat(parts.get(1).bytes()).isEqualTo("\0\r\n--xy\r\n".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename=\"talk \\\"one\\\".mp3\"      | talk \"one\".mp3",
        "filename=\"talk %22one%22.mp3\"        | talk \"one\".mp3",
        "filename=\"C:\\dir\\talk.mp3\"         | talk.mp3",
        "filename=\"../../etc/talk.mp3\"        | talk.mp3",
        "filename=\"a;b=c.mp3\"                 | a;b=c.mp3",
        "FileName=talk.mp3                      | talk.mp3",
        "filename=\"Zoë 😀.mp3\"                | Zoë 😀.mp3",
      })
  void readsNamesHoweverTheyAreWritten(String written, String name) {
    FormPart file = read(part(written + "; name=\"file\"", "x") + "--xyz--").get(0);

    assertThat(file.name()).isEqualTo("file");
    assertThat(file.fileName()).isEqualTo(name);
  }

  @Test
  void skipsWhatIsNoPart() {
    List<FormPart> parts =
        read(
            "multipart/form-data; boundary=\"x y\"; charset=utf-8",
            "preamble\n--x y \nX-Other: 1\ncontent-disposition: form-data; name=a\n\n--x yz\n--x y--");

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).text()).isEqualTo("--x yz");
  }

  @Test
  void takesAnEmptyPartWithoutALineOfItsOwn() {
    assertThat(read("--xyz\nContent-Disposition: form-data; name=a\n\n--xyz--").get(0).text())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--xyz",
        "--xyz\nContent-Disposition: form-data; name=a\n\nx",
        "--xyz\nContent-Disposition: form-data; name=a\n\nx\n--xyzz--",
        "--xyz\nContent-Disposition: form-data; name=a",
        "{\"model\":\"ears\"}",
      })
  void refusesWhatBreaksOff(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("the form ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789"
            + "012345678901",
      })
  void refusesATypeWithoutAUsableBoundary(String type) {
    assertThatThrownBy(() -> read(type, "--xyz--"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("boundary");
  }

  @Test
  void refusesWhatNoFormOfThisKindHas() {
    assertThatThrownBy(() -> read("--xyz\nContent-Disposition: inline\n\nx\n--xyz--"))
        .hasMessageContaining("form-data; name=");
    assertThatThrownBy(
            () -> read(part("name=a\nContent-Transfer-Encoding: base64", "eA==") + "--xyz--"))
        .hasMessageContaining("Content-Transfer-Encoding");
    assertThatThrownBy(() -> read(part("name=a; filename=b", "x") + "--xyz--").get(0).text())
        .hasMessageContaining("must be a field");
  }

  @Test
  void boundsPartsAndTheirHeads() {
    assertThat(read(part("name=a", "x").repeat(100) + "--xyz--")).hasSize(100);
    assertThatThrownBy(() -> read(part("name=a", "x").repeat(101) + "--xyz--"))
        .hasMessageContaining("more than 100 parts");
    assertThatThrownBy(() -> read(part("name=a\nX-Long: " + "x".repeat(9000), "x") + "--xyz--"))
        .hasMessageContaining("headers");
    assertThatThrownBy(() -> read(part("name=a\n" + "X-Many: 1\n".repeat(1000), "x") + "--xyz--"))
        .hasMessageContaining("headers of more than 8192 bytes");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] body = (part("name=a", "\u00e9") + "--xyz--").replace("\n", "\r\n").getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == (byte) 0xc3 ? (byte) 'x' : body[i];
    }

    assertThatThrownBy(() -> MultipartForm.read(body, TYPE).get(0).text())
        .hasMessageContaining("is not UTF-8");
  }
}
