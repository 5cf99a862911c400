package dev.gatewaysdk.server;

import static dev.gatewaysdk.server.Surface.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms with a recording, without a socket: what reaches the provider, and what comes back. */
class TranscriptionsTest {
  private static final TranscriptionResponse DIALOGUE =
      new TranscriptionResponse(
          "Hi",
          null,
          3.5,
          List.of(new SpokenSegment("Hi", 0, 3.5, Map.of("speaker", RawJson.of("A")))),
          List.of(),
          ResponseInfo.NONE);

  private final Surface surface = new Surface();

  @AfterEach
  void close() {
    surface.close();
  }

  private <Q extends OperationRequest> Q asked(Class<Q> type) {
    List<OperationRequest> all = surface.fake.otherRequests();
    return type.cast(all.get(all.size() - 1));
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String file(String fileName, String type, String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n%s\r\n%s\r\n"
        .formatted(fileName, type.isEmpty() ? "" : "Content-Type: " + type + "\r\n", content);
  }

  private ServerReply form(String path, String parts, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "multipart/form-data; boundary=b";
    return surface.http.handle(
        Surface.request("POST", "/v1" + path, (parts + "--b--\r\n").getBytes(ISO_8859_1), all));
  }

  private static String talk(String... fields) {
    StringBuilder parts = new StringBuilder(file("talk.mp3", "audio/mpeg", "\0\u00ff\r\n-"));
    parts.append(field("model", "chat"));
    for (int i = 0; i < fields.length; i += 2) {
      parts.append(field(fields[i], fields[i + 1]));
    }
    return parts.toString();
  }

  @Test
  void transcribesAForm() {
    ServerReply reply =
        form(
            "/audio/transcriptions",
            talk("language", "en", "prompt", "Zo\u00c3\u00ab", "temperature", "0.5")
                + field("chunking_strategy", "auto")
                + field("include[]", "logprobs"));

    TranscriptionRequest asked = asked(TranscriptionRequest.class);
    assertThat(asked.file().bytes()).isEqualTo("\0\u00ff\r\n-".getBytes(ISO_8859_1));
    assertThat(asked.file().name()).isEqualTo("talk.mp3");
    assertThat(asked.file().mediaType()).isEqualTo("audio/mpeg");
    assertThat(asked.language()).isEqualTo("en");
    assertThat(asked.prompt()).isEqualTo("Zoë");
    assertThat(asked.temperature()).isEqualTo(0.5);
    assertThat(asked.extras()).containsOnlyKeys("chunking_strategy");
    assertThat(reply.text())
        .isEqualTo(
            "{\"text\":\"Hello there.\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":10,"
                + "\"output_tokens\":5,\"total_tokens\":15}}");
    assertThat(reply.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("x-gateway-target", "fake/gpt-4o")
        .containsEntry("x-gateway-adjustments", "dropped:include");
  }

  @Test
  void givesTimesOfWordsAndSegments() {
    ServerReply reply =
        form(
            "/audio/transcriptions",
            talk("response_format", "verbose_json", "timestamp_granularities[]", "word")
                + field("timestamp_granularities[]", "segment"));

    assertThat(asked(TranscriptionRequest.class).granularities()).hasSize(2);
    assertThat(at(reply, "task")).isEqualTo("transcribe");
    assertThat(at(reply, "language")).isEqualTo("english");
    assertThat(at(reply, "duration")).hasToString("1.0");
    assertThat(at(reply, "words.1").toString()).isEqualTo("{word=there, start=0.5, end=1.0}");
    assertThat(at(reply, "segments.0.text")).isEqualTo("Hello there.");
  }

  @ParameterizedTest
  @CsvSource({
    "text, text/plain; charset=utf-8, Hello there.",
    "srt, text/plain; charset=utf-8, 00:00:00",
    "vtt, text/vtt; charset=utf-8, WEBVTT",
  })
  void givesTextsInTheirOwnTypes(String format, String type, String begin) {
    ServerReply reply = form("/audio/transcriptions", talk("response_format", format));

    assertThat(reply.headers()).containsEntry("Content-Type", type);
    assertThat(reply.text()).contains(begin);
  }

  @Test
  void translates() {
    ServerReply reply =
        form("/audio/translations", talk("response_format", "verbose_json", "prompt", "x"));

    assertThat(asked(TranscriptionRequest.class).translate()).isTrue();
    assertThat(at(reply, "task")).isEqualTo("translate");
  }

  @Test
  void streamsATranscriptAsEvents() {
    ServerReply reply = form("/audio/transcriptions", talk("stream", "True"));

    assertThat(reply.headers()).containsEntry("Content-Type", "text/event-stream");
    List<Map<String, Object>> events = Surface.events(reply.text());
    Map<String, Object> last = events.get(events.size() - 1);
    assertThat(events.get(0)).containsEntry("type", "transcript.text.delta");
    assertThat(last)
        .containsEntry("type", "transcript.text.done")
        .containsEntry("text", "Hello there.")
        .containsKey("usage");
  }

  @Test
  void goesByTheNameWhereTheTypeSaysNothing() {
    form(
        "/audio/transcriptions",
        file("dir/a.wav", "application/octet-stream", "x") + field("model", "chat"));
    assertThat(asked(TranscriptionRequest.class).file().mediaType()).isEqualTo("audio/wav");

    form("/audio/transcriptions", file("blob", "audio/webm", "x") + field("model", "chat"));
    assertThat(asked(TranscriptionRequest.class).file().mediaType()).isEqualTo("audio/webm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/audio/transcriptions | response_format | docx | response_format",
        "/audio/transcriptions | timestamp_granularities[] | word | timestamp_granularities",
        "/audio/transcriptions | temperature | hot | temperature",
        "/audio/transcriptions | temperature | 2 | temperature",
        "/audio/transcriptions | model | chat | model",
        "/audio/transcriptions | stream | maybe | stream",
        "/audio/translations | language | en | language",
        "/audio/translations | timestamp_granularities[] | word | timestamp_granularities",
      })
  void saysWhichFieldIsWrong(String path, String name, String value, String param) {
    ServerReply reply = form(path, talk(name, value));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(at(reply, "error.param")).isEqualTo(param);
    assertThat(surface.fake.otherRequests()).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(at(form("/audio/transcriptions", field("model", "chat")), "error.param"))
        .isEqualTo("file");
    assertThat(at(form("/audio/transcriptions", field("file", "x")), "error.param"))
        .isEqualTo("file");
    assertThat(at(form("/audio/transcriptions", file("a.mp3", "audio/mpeg", "x")), "error.param"))
        .isEqualTo("model");
    ServerReply noSound =
        form("/audio/transcriptions", file("a.txt", "text/plain", "x") + field("model", "chat"));
    assertThat(noSound.status()).isEqualTo(400);
    assertThat(at(noSound, "error.param")).isEqualTo("file");
    ServerReply empty =
        form("/audio/transcriptions", file("a.mp3", "", "") + field("model", "chat"));
    assertThat(at(empty, "error.param")).isEqualTo("file");
  }

  @Test
  void saysWhoSpeaksWhen() {
    surface.fake.respond(TranscriptionRequest.class, request -> DIALOGUE);

    ServerReply reply = form("/audio/transcriptions", talk("response_format", "diarized_json"));

    assertThat(asked(TranscriptionRequest.class).format())
        .isEqualTo(TranscriptionRequest.Format.DIARIZED_JSON);
    assertThat(reply.text())
        .isEqualTo(
            "{\"task\":\"transcribe\",\"duration\":3.5,\"text\":\"Hi\",\"segments\":["
                + "{\"start\":0.0,\"end\":3.5,\"text\":\"Hi\",\"speaker\":\"A\"}],"
                + "\"usage\":{\"type\":\"duration\",\"seconds\":3.5}}");
  }

  @Test
  void streamsWhoSpeaksWhen() {
    surface.fake.respond(TranscriptionRequest.class, request -> DIALOGUE);

    ServerReply reply =
        form("/audio/transcriptions", talk("response_format", "diarized_json", "stream", "true"));

    List<Map<String, Object>> events = Surface.events(reply.text());
    assertThat(events)
        .extracting(event -> event.get("type"))
        .containsExactly(
            "transcript.text.delta", "transcript.text.segment", "transcript.text.done");
    assertThat(events.get(1)).containsEntry("speaker", "A").containsEntry("text", "Hi");
  }

  @Test
  void saysHowLongARecordingIsWhereThatIsWhatWasBilled() {
    surface.fake.respond(
        TranscriptionRequest.class,
        request ->
            new TranscriptionResponse("Hi", null, 4.0, List.of(), List.of(), ResponseInfo.NONE));

    assertThat(form("/audio/transcriptions", talk()).text())
        .isEqualTo("{\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":4.0}}");
  }

  @Test
  void takesListsAndLeavesOutWhatIsEmpty() {
    ServerReply reply =
        form(
            "/audio/transcriptions",
            talk("known_speaker_names[]", "Ann", "known_speaker_names[]", "Bob")
                + field("response_format", "")
                + field("temperature", "")
                + field("stream", "")
                + field("include[]", "logprobs")
                + field("include[]", "more"));

    assertThat(reply.status()).isEqualTo(200);
    TranscriptionRequest asked = asked(TranscriptionRequest.class);
    assertThat(asked.format()).isNull();
    assertThat(asked.extras())
        .isEqualTo(Map.of("known_speaker_names[]", RawJson.of(List.of("Ann", "Bob"))));
    assertThat(reply.headers()).containsEntry("x-gateway-adjustments", "dropped:include");
  }

  @Test
  void readsNamesOfFilesThatAreNotAscii() {
    String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; ";
    form(
        "/audio/transcriptions",
        head + "filename*=utf-8''Gr%C3%BCezi%2Emp3\r\n\r\nx\r\n" + field("model", "chat"));
    assertThat(asked(TranscriptionRequest.class).file().name()).isEqualTo("Grüezi.mp3");

    form(
        "/audio/transcriptions",
        head + "filename=\"b.wav\"; filename*=no%zz\r\n\r\nx\r\n" + field("model", "chat"));
    assertThat(asked(TranscriptionRequest.class).file().name()).isEqualTo("b.wav");
  }

  @Test
  void refusesAStreamOfSubtitles() {
    ServerReply reply =
        form("/audio/transcriptions", talk("stream", "true", "response_format", "srt"));

    assertThat(at(reply, "error.param")).isEqualTo("stream");
  }

  @Test
  void takesFormsOfPagesOnlyWithAHeaderThatBrowsersAskAbout() {
    String[] page = {"Origin", "https://evil.example"};
    String[] honest = {"Origin", "https://evil.example", "Authorization", "Bearer x"};

    ServerReply refused = form("/audio/transcriptions", talk(), page);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(at(refused, "error.code")).isEqualTo("origin_not_allowed");
    assertThat(form("/audio/transcriptions", talk(), honest).status()).isEqualTo(200);
  }

  @Test
  void asksForAForm() {
    byte[] body = "{}".getBytes(UTF_8);
    ServerReply reply =
        surface.http.handle(
            Surface.request(
                "POST", "/v1/audio/transcriptions", body, "Content-Type", "application/json"));

    assertThat(reply.status()).isEqualTo(415);
    assertThat((String) at(reply, "error.message")).contains("multipart/form-data");
  }
}
