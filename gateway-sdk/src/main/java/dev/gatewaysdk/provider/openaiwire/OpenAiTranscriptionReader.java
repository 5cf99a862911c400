package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.audio.RecordingDescribed;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.BytesReader;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.UsageReported;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a transcript: JSON, or the text and subtitles that come as they are. */
final class OpenAiTranscriptionReader extends OpenAiAnswerReader implements BytesReader {
  private final boolean asText;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable String language;
  private @Nullable Double seconds;
  private boolean hasText;

  OpenAiTranscriptionReader(CallTrail trail, TranscriptionRequest request) {
    super(trail);
    TranscriptionRequest.Format format = request.format();
    this.asText =
        format == TranscriptionRequest.Format.TEXT
            || format == TranscriptionRequest.Format.SRT
            || format == TranscriptionRequest.Format.VTT;
  }

  @Override
  public @Nullable BytesReader bytes(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType;
    boolean text = asText || (type.startsWith("text/") && !type.startsWith("text/html"));
    return text && !type.contains("json") && !type.contains("event-stream") ? this : null;
  }

  @Override
  public void chunk(byte[] bytes, Consumer<? super ReplyEvent> out) {
    body.writeBytes(bytes); // A piece may end inside a character.
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    String text = body.toString(StandardCharsets.UTF_8);
    if (asText || !text.stripLeading().startsWith("{")) {
      out.accept(new ChatEvent.TextDelta(0, text));
      return;
    }
    try {
      whole(JsonBody.reader(text), out); // Types lie.
    } catch (IOException | JsonDataException e) {
      throw ProviderException.builder(
              FailureKind.MALFORMED_REPLY, "the reply is not JSON of the expected form")
          .build();
    }
  }

  /** What comes as it comes; the last event repeats the text of those before it. */
  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    RawJson raw = RawJson.read(json);
    Map<String, RawJson> members = raw.members();
    switch (textOf(members, "type")) {
      case "transcript.text.delta" -> delta(textOf(members, "delta"), out);
      case "transcript.text.segment" -> segment(JsonBody.reader(raw.text()), out);
      case "transcript.text.done" -> {
        if (!hasText) {
          delta(textOf(members, "text"), out);
        }
        RawJson counted = members.get("usage");
        UsageReported reported = counted == null ? null : usage(JsonBody.reader(counted.text()));
        if (reported != null) {
          out.accept(reported);
        }
        if (language != null || seconds != null) {
          out.accept(new RecordingDescribed(language, seconds));
        }
        sentinel(out);
      }
      default -> {
        if (members.containsKey("error")) {
          super.event(JsonBody.reader(raw.text()), out);
        }
      }
    }
  }

  private void delta(String text, Consumer<? super ReplyEvent> out) {
    hasText = true;
    out.accept(new ChatEvent.TextDelta(0, text));
  }

  private static String textOf(Map<String, RawJson> members, String name) {
    RawJson value = members.get(name);
    return value != null && value.toJava() instanceof String text ? text : "";
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    switch (name) {
      case "text" -> {
        hasText = json.peek() == JsonReader.Token.STRING;
        String text = text(json);
        out.accept(new ChatEvent.TextDelta(0, text == null ? "" : text));
      }
      case "language", "language_code" -> language = text(json);
      case "duration" -> seconds = number(json);
      case "segments" -> each(json, position -> segment(json, out));
      case "words" -> each(json, position -> word(json, out));
      default -> json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!hasText) {
      throw new JsonDataException("no text");
    }
    if (language != null || seconds != null) {
      out.accept(new RecordingDescribed(language, seconds));
    }
  }

  /** Some models count seconds instead of tokens. */
  @Override
  @Nullable UsageReported usage(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.BEGIN_OBJECT) {
      json.skipValue();
      return null;
    }
    RawJson raw = RawJson.read(json);
    if (raw.toMap().get("seconds") instanceof Number counted && seconds == null) {
      seconds = counted.doubleValue();
    }
    return super.usage(JsonBody.reader(raw.text()));
  }

  private static void segment(JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException {
    String text = null;
    Double start = null;
    Double end = null;
    Map<String, RawJson> extras = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "text" -> text = text(json);
        case "start" -> start = number(json);
        case "end" -> end = number(json);
        default -> extras.put(name, RawJson.read(json));
      }
    }
    json.endObject();
    out.accept(new SpokenSegment(text == null ? "" : text, orZero(start), orZero(end), extras));
  }

  private static void word(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String word = null;
    Double start = null;
    Double end = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "word", "text" -> word = text(json);
        case "start" -> start = number(json);
        case "end" -> end = number(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    out.accept(new SpokenWord(word == null ? "" : word, orZero(start), orZero(end)));
  }

  private static double orZero(@Nullable Double seconds) {
    return seconds == null ? 0 : seconds;
  }
}
