package dev.gatewaysdk.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.error.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Forms with content that looks like their own boundaries. */
class MultipartFormProperties {

  @Provide
  Arbitrary<byte[]> content() {
    return Arbitraries.of("\r", "\n", "-", "--", "\r\n", "\r\n--", "\r\n--b", "b", "a", "\0")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces).getBytes(US_ASCII));
  }

  private static byte[] form(List<byte[]> contents) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      form.writeBytes(
          "--bcd\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n".getBytes(US_ASCII));
      form.writeBytes(content);
      form.writeBytes("\r\n".getBytes(US_ASCII));
    }
    form.writeBytes("--bcd--\r\n".getBytes(US_ASCII));
    return form.toByteArray();
  }

  private static List<FormPart> read(byte[] form) {
    return MultipartForm.read(form, "multipart/form-data; boundary=bcd");
  }

  @Property(tries = 300)
  void comeBackAsTheyWere(@ForAll @Size(max = 4) List<@net.jqwik.api.From("content") byte[]> all) {
    List<FormPart> parts = read(form(all));

    assertThat(parts).hasSize(all.size());
    for (int i = 0; i < all.size(); i++) {
      assertThat(parts.get(i).bytes()).isEqualTo(all.get(i));
    }
  }

  @Property(tries = 300)
  void areReadOrRefusedWhereverTheyAreCut(
      @ForAll("content") byte[] content, @ForAll @IntRange(max = 200) int length) {
    byte[] form = form(List.of(content, content));
    byte[] cut = java.util.Arrays.copyOf(form, Math.min(length, form.length));
    try {
      assertThat(read(cut)).hasSizeLessThanOrEqualTo(2);
    } catch (InvalidRequestException e) {
      assertThat(e).hasMessageContaining("the form");
    }
  }
}
