package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.RequestFields;
import java.io.IOException;
import java.util.Base64;

/**
 * Writes a transcription request as OpenRouter has it: JSON, with the sound in base64. Source:
 * openrouter.ai/docs/guides/overview/multimodal/stt.
 */
final class OpenRouterTranscriptionWriter {
  private OpenRouterTranscriptionWriter() {}

  static void write(JsonWriter json, TranscriptionRequest request, Attempt attempt)
      throws IOException {
    if (request.prompt() != null) {
      new Losses(attempt::adjusted).dropped("prompt", "OpenRouter passes none on");
    }
    AudioFile file = request.file();
    json.beginObject();
    RequestFields fields = new RequestFields(json).text("model", attempt.target().model());
    fields.name("input_audio").beginObject();
    json.name("data").value(Base64.getEncoder().encodeToString(file.bytes()));
    json.name("format").value(format(file.name())).endObject();
    fields
        .text("language", request.language())
        .number("temperature", request.temperature())
        .extras(request.extras());
    json.endObject();
  }

  /** By the ending of its name, which says more than a media type. */
  private static String format(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
