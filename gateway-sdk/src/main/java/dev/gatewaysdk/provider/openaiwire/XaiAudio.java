package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.Multipart;
import dev.gatewaysdk.provider.http.RequestFields;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes requests for sound as xAI has them: at paths and in words of its own, and without a model.
 * Source: docs.x.ai/developers/model-capabilities/audio.
 */
final class XaiAudio {
  /** Where it speaks, and where it listens. */
  static final String SPEECH = "tts";

  static final String TRANSCRIPTION = "stt";

  private static final String LANGUAGE = "language";

  private XaiAudio() {}

  /**
   * @throws UnsupportedRequestException if it has no such format
   */
  static void speech(JsonWriter json, SpeechRequest request, Attempt attempt) throws IOException {
    Losses losses = new Losses(attempt::adjusted);
    SpeechRequest.Format format = request.format();
    json.beginObject();
    RequestFields fields =
        new RequestFields(json).text("text", request.input()).text("voice_id", request.voice());
    if (!request.extras().containsKey(LANGUAGE)) {
      losses.defaulted(LANGUAGE, "auto: xAI demands one");
      fields.text(LANGUAGE, "auto");
    }
    if (format != null) {
      fields.name("output_format").beginObject().name("codec").value(codec(format)).endObject();
    }
    if (request.instructions() != null) {
      losses.dropped("instructions", "xAI takes tags within the text instead");
    }
    fields.number("speed", request.speed()).extras(request.extras());
    json.endObject();
  }

  private static String codec(SpeechRequest.Format format) {
    return switch (format) {
      case MP3, WAV, PCM -> format.name().toLowerCase(Locale.ROOT);
      default ->
          throw new UnsupportedRequestException(
              "response_format", "xAI speaks in mp3, wav and pcm only, not " + format);
    };
  }

  /** The file comes last, as it must. Words are told unasked. */
  static Multipart transcription(TranscriptionRequest request, Attempt attempt) {
    Losses losses = new Losses(attempt::adjusted);
    if (request.prompt() != null) {
      losses.dropped("prompt", "xAI takes none; keyterm takes words");
    }
    if (request.temperature() != null) {
      losses.dropped("temperature", "xAI takes none");
    }
    Multipart form = new Multipart();
    Set<String> written = new HashSet<>();
    if (request.language() != null) {
      form.field(LANGUAGE, request.language());
      written.add(LANGUAGE);
    }
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      RequestFields.requireNew(extra.getKey(), written);
      Object value = extra.getValue().toJava();
      form.field(extra.getKey(), value instanceof String text ? text : extra.getValue().text());
    }
    AudioFile file = request.file();
    form.file("file", file.name(), file.mediaType(), file.bytes());
    return form;
  }
}
