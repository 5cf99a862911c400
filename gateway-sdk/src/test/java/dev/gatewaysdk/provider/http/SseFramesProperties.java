package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import okio.Buffer;
import okio.ByteString;
import okio.Okio;
import okio.Source;
import okio.Timeout;

class SseFramesProperties {

  @Property
  void writtenEventsAreReadBack(
      @ForAll("datas") List<String> datas,
      @ForAll("lineEnds") String lineEnd,
      @ForAll boolean noise)
      throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String data : datas) {
      stream.append(noise ? ": ping" + lineEnd + lineEnd + "event: x" + lineEnd : "");
      for (String line : data.split("\n", -1)) {
        stream.append("data: ").append(line).append(lineEnd);
      }
      stream.append(lineEnd);
    }

    assertThat(read(List.of(ByteString.encodeUtf8(stream.toString())))).isEqualTo(datas);
  }

  @Property
  void cutsDoNotMatter(
      @ForAll("streams") String stream,
      @ForAll @Size(max = 8) List<@IntRange(max = 200) Integer> cuts)
      throws IOException {
    ByteString bytes = ByteString.encodeUtf8(stream);
    int[] sorted = cuts.stream().mapToInt(cut -> Math.min(cut, bytes.size())).sorted().toArray();
    List<ByteString> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : sorted) {
      pieces.add(bytes.substring(from, cut));
      from = cut;
    }
    pieces.add(bytes.substring(from));

    assertThat(read(pieces)).isEqualTo(read(List.of(bytes)));
  }

  /** Whatever arrives: the reference cuts lines by a regular expression, as the standard has it. */
  @Property
  void agreesWithAPlainReference(@ForAll("streams") String stream) throws IOException {
    assertThat(read(List.of(ByteString.encodeUtf8(stream)))).isEqualTo(reference(stream));
  }

  @Provide
  Arbitrary<List<String>> datas() {
    return Arbitraries.of("a", "{", "\":", "é", "😀", " ", "\n")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<String> streams() {
    return Arbitraries.of(
            "data", ":", " ", "\n", "\r", "\r\n", "a", "é", "event", "id", "[DONE]", "data: ",
            "\n\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static List<String> read(List<ByteString> pieces) throws IOException {
    SseFrames frames = new SseFrames(Okio.buffer(new Pieces(pieces)), 1_000);
    List<String> events = new ArrayList<>();
    while (frames.next()) {
      events.add(frames.data().readUtf8());
    }
    return events;
  }

  private static List<String> reference(String stream) {
    List<String> lines = new ArrayList<>(Arrays.asList(stream.split("\r\n|\n|\r", -1)));
    String unfinished = lines.remove(lines.size() - 1);
    List<String> events = new ArrayList<>();
    List<String> data = new ArrayList<>();
    for (String line : lines) {
      if (line.isEmpty()) {
        String joined = String.join("\n", data);
        data.clear();
        if (!joined.isEmpty()) {
          events.add(joined);
        }
      } else {
        field(line, data);
      }
    }
    if (!unfinished.isEmpty()) {
      field(unfinished, data);
    }
    if (String.join("\n", data).equals("[DONE]")) {
      events.add("[DONE]");
    }
    return events;
  }

  private static void field(String line, List<String> data) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    if (name.equals("data")) {
      String value = colon < 0 ? "" : line.substring(colon + 1);
      data.add(value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private static final class Pieces implements Source {
    private final List<ByteString> left;

    Pieces(List<ByteString> pieces) {
      this.left = new ArrayList<>(pieces);
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      if (left.isEmpty()) {
        return -1;
      }
      ByteString piece = left.remove(0);
      sink.write(piece);
      return piece.size();
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }
}
