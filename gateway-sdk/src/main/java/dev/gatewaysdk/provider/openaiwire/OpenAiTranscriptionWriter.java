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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a transcription request as OpenAI's form, file first. */
final class OpenAiTranscriptionWriter {
  private static final int MAX_BYTES = 25 << 20;
  private static final Set<String> EXTENSIONS =
      Set.of("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm");

  /** What such files are called by those who send them, such as browsers, which give no name. */
  private static final Set<String> SUBTYPES =
      Set.of(
          "flac",
          "x-flac",
          "m4a",
          "x-m4a",
          "mp3",
          "x-mp3",
          "mp4",
          "mpeg",
          "mpga",
          "ogg",
          "wav",
          "x-wav",
          "wave",
          "vnd.wave",
          "webm");

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
   * @param streamed whether to ask for the transcript as it comes
   * @throws UnsupportedRequestException if the host cannot do it, although another might
   */
  static Multipart write(
      TranscriptionRequest request, Attempt attempt, WireFlavor flavor, boolean streamed) {
    AudioFile file = request.file();
    if (flavor.servesOpenAi()) {
      check(file);
    }
    return new OpenAiTranscriptionWriter(flavor, new Losses(attempt::adjusted))
        .form(request, file, attempt.target().model(), streamed);
  }

  private static void check(AudioFile file) {
    if (file.bytes().length > MAX_BYTES) {
      throw new UnsupportedRequestException(
          "file",
          "has "
              + file.bytes().length
              + " bytes, but OpenAI takes at most 25 MB ("
              + MAX_BYTES
              + "): compress or split it");
    }
    String name = file.name();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = file.mediaType().toLowerCase(Locale.ROOT);
    String subtype = type.substring(type.indexOf('/') + 1).split("[; ]", 2)[0];
    if (!EXTENSIONS.contains(extension) && !SUBTYPES.contains(subtype)) {
      throw new UnsupportedRequestException(
          "file",
          "is of type "
              + file.mediaType()
              + ", and its name ends in no type that OpenAI takes: "
              + new TreeSet<>(EXTENSIONS)
              + "; convert it, or give it the name that fits");
    }
  }

  /** Whether what comes can be had as it comes: as text, of the models that have that. */
  static boolean streams(TranscriptionRequest request, String model) {
    Format format = request.format();
    boolean json = format == null || format == Format.JSON || format == Format.DIARIZED_JSON;
    return json && !request.translate() && !model.startsWith("whisper");
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

  private Multipart form(
      TranscriptionRequest request, AudioFile file, String model, boolean streamed) {
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
    field("stream", streamed ? "true" : null);
    request.extras().forEach(this::extra);
    return form;
  }

  /** A list is a field for each of its items, by a name that says so. */
  private void extra(String name, RawJson value) {
    RequestFields.requireNew(name, written);
    Object plain = value.toJava();
    if (name.endsWith("[]") && plain instanceof List<?> items) {
      items.forEach(item -> field(name, item instanceof String ? item : RawJson.of(item).text()));
    } else {
      field(name, plain instanceof String ? plain : value.text());
    }
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
