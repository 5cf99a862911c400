package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a speech request in OpenAI's form. */
final class OpenAiSpeechWriter {
  private static final int MAX_INPUT = 4096;
  private static final String CUSTOM_VOICE = "voice_";
  private static final Set<String> VOICES =
      Set.of(
          "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer",
          "verse", "marin", "cedar");

  private OpenAiSpeechWriter() {}

  /**
   * @param openAi whether the host is OpenAI, whose voices and lengths are known
   */
  static void write(JsonWriter json, SpeechRequest request, Attempt attempt, boolean openAi)
      throws IOException {
    if (openAi) {
      check(request);
    }
    SpeechRequest.Format format = request.format();
    json.beginObject();
    RequestFields fields =
        new RequestFields(json)
            .text("model", attempt.target().model())
            .text("input", request.input());
    String voice = request.voice();
    if (openAi && voice != null && voice.startsWith(CUSTOM_VOICE)) {
      fields.name("voice").beginObject().name("id").value(voice).endObject();
    } else {
      fields.text("voice", voice);
    }
    fields
        .text("response_format", format == null ? null : format.name().toLowerCase(Locale.ROOT))
        .number("speed", request.speed())
        .text("instructions", instructions(request, attempt))
        .extras(request.extras());
    json.endObject();
  }

  private static void check(SpeechRequest request) {
    if (request.input().length() > MAX_INPUT) {
      throw new UnsupportedRequestException(
          "input",
          "has "
              + request.input().length()
              + " characters, but OpenAI speaks at most "
              + MAX_INPUT
              + " at once: split it");
    }
    String voice = request.voice();
    if (voice == null) {
      throw new UnsupportedRequestException(
          "voice", "is missing, and OpenAI has no default; it has " + new TreeSet<>(VOICES));
    }
    if (!VOICES.contains(voice) && !voice.startsWith(CUSTOM_VOICE)) {
      throw new UnsupportedRequestException(
          "voice",
          "OpenAI has no voice '"
              + voice
              + "'"
              + Names.nearest(voice, VOICES)
              + "; it has "
              + new TreeSet<>(VOICES)
              + " and custom ones by their id, voice_…");
    }
  }

  /** The first generation of OpenAI's models does not heed them. */
  private static @Nullable String instructions(SpeechRequest request, Attempt attempt) {
    String instructions = request.instructions();
    if (instructions == null || !attempt.target().model().startsWith("tts-1")) {
      return instructions;
    }
    attempt.adjusted(
        new Adjustment(
            Adjustment.Kind.DROPPED, "instructions", "the model tts-1 does not heed them"));
    return null;
  }
}
