package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionRequest.Format;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.Multipart;
import dev.gatewaysdk.provider.http.RequestFields;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a transcription request as OpenAI's form, file first. */
final class OpenAiTranscriptionWriter {
  private static final int MAX_BYTES = 25 << 20;

  private static final String FORMAT = "response_format";

  private final WireFlavor flavor;
  private final Losses losses;
  private final Multipart form = new Multipart();
  private final Set<String> written = new HashSet<>();

  private OpenAiTranscriptionWriter(WireFlavor flavor, Losses losses) {
    this.flavor = flavor;
    this.losses = losses;
  }

  /**
   * @throws UnsupportedRequestException if the host cannot do it, although another might
   */
  static Multipart write(TranscriptionRequest request, Attempt attempt, WireFlavor flavor) {
    AudioFile file = request.file();
    if (flavor.servesOpenAi() && file.bytes().length > MAX_BYTES) {
      throw new UnsupportedRequestException(
          "file",
          "has "
              + file.bytes().length
              + " bytes, but OpenAI takes at most 25 MB ("
              + MAX_BYTES
              + "): compress or split it");
    }
    return new OpenAiTranscriptionWriter(flavor, new Losses(attempt::adjusted))
        .form(request, file, attempt.target().model());
  }

  /**
   * @throws UnsupportedRequestException if the host transcribes, but not that way
   */
  static void check(TranscriptionRequest request, WireFlavor flavor) {
    Format format = request.format();
    if ((format == Format.SRT || format == Format.VTT) && !flavor.writesSubtitles()) {
      throw new UnsupportedRequestException(
          FORMAT, "the host writes no subtitles: ask for verbose_json");
    }
    if (request.translate() && !flavor.translates()) {
      throw new UnsupportedRequestException("translate", "the host transcribes, but only so");
    }
  }

  private Multipart form(TranscriptionRequest request, AudioFile file, String model) {
    Format format = request.format();
    form.file("file", file.name(), file.mediaType(), file.bytes());
    written.add("file");
    field("model", model);
    field("language", request.language());
    field("temperature", request.temperature());
    Set<TranscriptionRequest.Granularity> granularities = new TreeSet<>(request.granularities());
    if (!flavor.has(Trait.MISTRAL_FORMS)) {
      field("prompt", request.prompt());
      field(FORMAT, format == null ? null : format.wireName());
    } else {
      ofMistral(request, granularities);
    }
    String each = "timestamp_granularities" + (flavor.has(Trait.MISTRAL_FORMS) ? "" : "[]");
    for (TranscriptionRequest.Granularity granularity : granularities) {
      field(each, granularity.name().toLowerCase(Locale.ROOT));
    }
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      RequestFields.requireNew(extra.getKey(), written);
      boolean text = extra.getValue().toJava() instanceof String;
      field(extra.getKey(), text ? extra.getValue().toJava() : extra.getValue().text());
    }
    return form;
  }

  /** It answers in JSON whatever it is asked, and tells segments if they are asked for. */
  private void ofMistral(
      TranscriptionRequest request, Set<TranscriptionRequest.Granularity> granularities) {
    if (request.prompt() != null) {
      losses.dropped("prompt", "Mistral takes none; context_bias takes words");
    }
    if (request.format() == Format.VERBOSE_JSON && granularities.isEmpty()) {
      granularities.add(TranscriptionRequest.Granularity.SEGMENT);
    }
  }

  private void field(String name, @Nullable Object value) {
    if (value != null) {
      written.add(name);
      form.field(name, value.toString());
    }
  }
}
