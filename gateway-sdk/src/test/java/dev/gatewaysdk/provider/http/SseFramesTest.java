package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseFramesTest {
  private static final long LIMIT = 1_000;

  private static List<String> events(String stream) throws IOException {
    SseFrames frames = new SseFrames(new Buffer().writeUtf8(stream), LIMIT);
    List<String> events = new ArrayList<>();
    while (frames.next()) {
      events.add(frames.data().readUtf8());
    }
    return events;
  }

  /** The examples of the WHATWG standard, and what real hosts do; {@code ~} stands for LF. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: a~~|a",
        "data:a~~|a",
        "data:  a~~|' a'",
        "data: a~~data: b~~|a;b",
        "data: YHOO~data: +2~data: 10~~|YHOO~+2~10",
        ": test stream~~data: first~id: 1~~data:second~id~~|first;second",
        "data~~data~data~~data:|~",
        "data:test~~data: test~~|test;test",
        "event: error~data: a~retry: 5~~|a",
        "event: ping~~data: a~~|a",
        "database: no~~data: a~~|a",
        "~~~data: a~~~~|a",
        ":~:~: x~data: a~:~~|a",
      })
  void cutsAsTheStandardSays(String stream, String expected) throws IOException {
    String lf = stream.replace('~', '\n');
    List<String> wanted = List.of(expected.replace('~', '\n').split(";"));

    assertThat(events(lf)).isEqualTo(wanted);
    assertThat(events(lf.replace("\n", "\r\n"))).isEqualTo(wanted);
    assertThat(events(lf.replace("\n", "\r"))).isEqualTo(wanted);
    assertThat(events("\ufeff" + lf)).isEqualTo(wanted);
  }

  @Test
  void anEventWithoutItsBlankLineDoesNotCountButIsReported() throws IOException {
    for (String tail : List.of("data: half", "data: half\n", "data: half\r\n")) {
      SseFrames frames = new SseFrames(new Buffer().writeUtf8("data: a\n\n" + tail), LIMIT);

      assertThat(frames.next()).isTrue();
      assertThat(frames.next()).isFalse();
      assertThat(frames.unfinished()).isPositive();
      assertThat(frames.next()).isFalse();
    }
  }

  @Test
  void anAbruptDoneCounts() throws IOException {
    for (String tail : List.of("data: [DONE]", "data: [DONE]\n", "data:[DONE]\r")) {
      SseFrames frames = new SseFrames(new Buffer().writeUtf8("data: a\n\n" + tail), LIMIT);

      assertThat(frames.next()).isTrue();
      assertThat(frames.isDone()).isFalse();
      assertThat(frames.next()).isTrue();
      assertThat(frames.isDone()).isTrue();
    }
  }

  @Test
  void whatTheReaderLeftOfAnEventIsDropped() throws IOException {
    SseFrames frames = new SseFrames(new Buffer().writeUtf8("data: abc\n\ndata: d\n\n"), LIMIT);

    frames.next();
    frames.data().readByte();
    frames.next();

    assertThat(frames.data().readUtf8()).isEqualTo("d");
  }

  @Test
  void anEventIsThereBeforeTheNextByte() throws IOException {
    Source endless =
        new Source() {
          private boolean read;

          @Override
          public long read(Buffer sink, long byteCount) {
            if (read) {
              throw new AssertionError("waits for more than the event needs");
            }
            read = true;
            sink.writeUtf8("data: a\r\n\r");
            return 1;
          }

          @Override
          public Timeout timeout() {
            return Timeout.NONE;
          }

          @Override
          public void close() {}
        };

    assertThat(new SseFrames(Okio.buffer(endless), LIMIT).next()).isTrue();
  }

  @Test
  void longLinesAndLongEventsAreRefused() {
    for (String stream : List.of(":".repeat(2_000), "data: a\n".repeat(2_000) + "\n")) {
      ProviderException e = catchThrowableOfType(ProviderException.class, () -> events(stream));

      assertThat(e.kind()).isEqualTo(FailureKind.MALFORMED_REPLY);
      assertThat(e).hasMessageContaining("limit of 1000 bytes");
    }
  }
}
