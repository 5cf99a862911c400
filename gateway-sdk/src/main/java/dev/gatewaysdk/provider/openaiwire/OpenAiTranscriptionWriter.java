package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.Multipart;
import dev.gatewaysdk.provider.http.RequestFields;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a transcription request as OpenAI's form, file first. */
final class OpenAiTranscriptionWriter {
  private static final int MAX_BYTES = 25 << 20;

  private final Multipart form = new Multipart();
  private final Set<String> written = new HashSet<>();

  private OpenAiTranscriptionWriter() {}

  /**
   * @param model as the host names it
   * @param openAi whether the host is OpenAI, whose limit is known
   */
  static Multipart write(TranscriptionRequest request, String model, boolean openAi) {
    AudioFile file = request.file();
    if (openAi && file.bytes().length > MAX_BYTES) {
      throw new UnsupportedRequestException(
          "file",
          "has "
              + file.bytes().length
              + " bytes, but OpenAI takes at most 25 MB ("
              + MAX_BYTES
              + "): compress or split it");
    }
    return new OpenAiTranscriptionWriter().form(request, file, model);
  }

  private Multipart form(TranscriptionRequest request, AudioFile file, String model) {
    TranscriptionRequest.Format format = request.format();
    form.file("file", file.name(), file.mediaType(), file.bytes());
    written.add("file");
    field("model", model);
    field("language", request.language());
    field("prompt", request.prompt());
    field("temperature", request.temperature());
    field("response_format", format == null ? null : format.wireName());
    for (TranscriptionRequest.Granularity each : new TreeSet<>(request.granularities())) {
      field("timestamp_granularities[]", each.name().toLowerCase(Locale.ROOT));
    }
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      RequestFields.requireNew(extra.getKey(), written);
      boolean text = extra.getValue().toJava() instanceof String;
      field(extra.getKey(), text ? extra.getValue().toJava() : extra.getValue().text());
    }
    return form;
  }

  private void field(String name, @Nullable Object value) {
    if (value != null) {
      written.add(name);
      form.field(name, value.toString());
    }
  }
}
