package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class EventStreamFramesTest {
  private static final byte[] TWO =
      new EventStream()
          .event("messageStart", "{\"role\":\"assistant\"}")
          .event("metadata", "{\"é\":\"日本 😀\"}")
          .bytes();

  private static List<String> all(byte[] stream) throws IOException {
    EventStreamFrames frames = new EventStreamFrames(new Buffer().write(stream), 1 << 20);
    List<String> events = new ArrayList<>();
    while (frames.next()) {
      events.add(frames.data().readUtf8());
    }
    if (frames.unfinished() > 0) {
      events.add("unfinished: " + frames.unfinished());
    }
    return events;
  }

  @Test
  void givesHeadersAndPayloadAsOneObject() throws IOException {
    assertThat(all(TWO))
        .containsExactly(
            "{\":event-type\":\"messageStart\",\":content-type\":\"application/json\","
                + "\":message-type\":\"event\",\"payload\":{\"role\":\"assistant\"}}",
            "{\":event-type\":\"metadata\",\":content-type\":\"application/json\","
                + "\":message-type\":\"event\",\"payload\":{\"é\":\"日本 😀\"}}");
  }

  @Test
  void givesNoPayloadWhereThereIsNoneAndTextWhereItIsNotJson() throws IOException {
    byte[] stream =
        new EventStream()
            .error("InternalFailure", "a \"quoted\" message")
            .message(Map.of(":message-type", "event"), "plain\ntext")
            .bytes();

    assertThat(all(stream))
        .containsExactly(
            "{\":error-code\":\"InternalFailure\",\":message-type\":\"error\","
                + "\":error-message\":\"a \\\"quoted\\\" message\"}",
            "{\":message-type\":\"event\",\"payload\":\"plain\\ntext\"}");
  }

  @Test
  void skipsHeadersThatAreNotText() throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    int[] lengths = {0, 0, 1, 2, 4, 8, 2 + 3, -1, 8, 16};
    for (int type = 0; type < lengths.length; type++) {
      if (type == 7) {
        continue;
      }
      headers.writeBytes(new byte[] {1, 'h', (byte) type});
      byte[] value = new byte[lengths[type]];
      if (type == 6) {
        value[1] = 3; // Its own length comes first.
      }
      headers.writeBytes(value);
    }
    headers.writeBytes(new byte[] {1, 'n', 7, 0, 1, 'v'});

    assertThat(all(new EventStream().message(headers.toByteArray(), new byte[0]).bytes()))
        .containsExactly("{\"n\":\"v\"}");
  }

  @Property
  void noticesEveryByteThatWasChanged(@ForAll @IntRange(max = 1 << 20) int at) {
    byte[] changed = TWO.clone();
    changed[at % changed.length] ^= (byte) (1 + at % 255);

    assertThatThrownBy(() -> all(changed))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY));
  }

  @Test
  void saysWhichChecksumIsWrong() {
    byte[] prelude = TWO.clone();
    prelude[7]++;
    byte[] payload = TWO.clone();
    payload[payload.length - 6]++;

    assertThatThrownBy(() -> all(prelude)).hasMessageContaining("wrong checksum of its prelude");
    assertThatThrownBy(() -> all(payload)).hasMessageContaining("wrong checksum of its message");
  }

  @Test
  void saysHowMuchOfAnEventThatBrokeOffHadCome() throws IOException {
    byte[] first = new EventStream().event("a", "{}").bytes();
    for (int cut = 1; cut < first.length; cut++) {
      Buffer cutOff = new Buffer().write(first).write(first, 0, cut);

      assertThat(all(cutOff.readByteArray())).hasSize(2).contains("unfinished: " + cut);
    }
  }

  @Test
  void refusesLengthsThatCannotBe() {
    byte[] headersTooLong = {0, 0, 0, 16, 0, 0, 0, 1};
    byte[] tooShort = {0, 0, 0, 15, 0, 0, 0, 0};
    byte[] tooLong = {0, 127, 0, 0, 0, 0, 0, 0};

    assertThatThrownBy(() -> all(withChecksum(headersTooLong))).hasMessageContaining("contradict");
    assertThatThrownBy(() -> all(withChecksum(tooShort))).hasMessageContaining("contradict");
    assertThatThrownBy(() -> all(withChecksum(tooLong)))
        .hasMessageContaining("has 8323072 bytes; the limit is 1048576 bytes");
  }

  @Test
  void refusesHeadersThatBreakOffOrAreOfAnUnknownType() {
    byte[] cut = {1, 'h', 7, 0, 9, 'v'};
    byte[] unknown = {1, 'h', 10};

    assertThatThrownBy(() -> all(new EventStream().message(cut, new byte[0]).bytes()))
        .hasMessageContaining("header that breaks off");
    assertThatThrownBy(() -> all(new EventStream().message(unknown, new byte[0]).bytes()))
        .hasMessageContaining("unknown type 10");
  }

  private static byte[] withChecksum(byte[] prelude) {
    java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
    checksum.update(prelude);
    return new Buffer()
        .write(prelude)
        .writeInt((int) checksum.getValue())
        .write("1234".getBytes(StandardCharsets.US_ASCII))
        .readByteArray();
  }
}
