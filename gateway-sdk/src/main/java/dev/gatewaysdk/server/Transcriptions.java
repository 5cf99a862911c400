package dev.gatewaysdk.server;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionRequest.Format;
import dev.gatewaysdk.audio.TranscriptionRequest.Granularity;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads OpenAI's form with a recording. For one request. */
final class Transcriptions {
  private static final int MOST_DIGITS = 40;

  private final boolean translate;
  private final List<Consumer<TranscriptionRequest.Builder>> fields = new ArrayList<>();
  private final List<Adjustment> dropped = new ArrayList<>(0);
  private final Set<String> seen = new HashSet<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>(0);
  private @Nullable String model;
  private @Nullable AudioFile file;
  private @Nullable Format format;
  private boolean timed;
  private boolean stream;

  private Transcriptions(boolean translate) {
    this.translate = translate;
  }

  /**
   * @param translate whether the transcript is to be in English
   */
  static Question<TranscriptionResponse> question(
      ServerRequest request, @Nullable String endpoint, boolean translate) {
    Transcriptions reader = new Transcriptions(translate);
    MultipartForm.read(request.body(), request.header("content-type")).forEach(reader::part);
    return reader.question(endpoint);
  }

  private Question<TranscriptionResponse> question(@Nullable String endpoint) {
    String name = QuestionReader.model(endpoint, model);
    TranscriptionRequest.Builder builder =
        TranscriptionRequest.builder(name, QuestionReader.required("file", file));
    if (timed && format != Format.VERBOSE_JSON) {
      throw new InvalidRequestException(
          "timestamp_granularities", "needs response_format=verbose_json");
    }
    if (stream && format != null && format != Format.JSON && format != Format.DIARIZED_JSON) {
      throw new InvalidRequestException("stream", "needs response_format=json or diarized_json");
    }
    lists.forEach((field, items) -> fields.add(request -> request.extra(field, RawJson.of(items))));
    fields.forEach(field -> field.accept(builder));
    if (format != null) {
      builder.format(format);
    }
    return new Question<>(
        builder.translate(translate).build(),
        List.copyOf(dropped),
        (response, created) -> TranscriptWriter.reply(response, format, translate),
        stream
            ? (answer, created, unexpected) -> new TranscriptChunks(answer, unexpected).reply()
            : null);
  }

  private void part(FormPart part) {
    boolean list = part.name().endsWith("[]");
    String name = list ? chop(part.name()) : part.name();
    if (part.fileName() == null && part.isEmpty()) {
      return; // Which is how forms leave a field out.
    }
    if (!seen.add(name) && !list) {
      throw new InvalidRequestException(name, "is there twice");
    }
    if (translate && (name.equals("language") || name.equals("timestamp_granularities"))) {
      throw new InvalidRequestException(name, "cannot be had of a translation: leave it out");
    }
    switch (name) {
      case "file" -> file = file(part);
      case "model" -> model = part.text();
      case "response_format" -> format = QuestionReader.oneOf(Format.class, name, part.text());
      case "stream" -> stream = flag(name, part.text());
      case "language" -> text(part, TranscriptionRequest.Builder::language);
      case "prompt" -> text(part, TranscriptionRequest.Builder::prompt);
      case "temperature" -> {
        double value = decimal(name, part.text());
        fields.add(request -> request.temperature(value));
      }
      case "timestamp_granularities" -> {
        Granularity value = QuestionReader.oneOf(Granularity.class, name, part.text());
        timed = true;
        fields.add(request -> request.granularity(value));
      }
      case "include" -> {
        if (dropped.isEmpty()) {
          dropped.add(
              new Adjustment(Adjustment.Kind.DROPPED, name, "a transcript comes without logprobs"));
        }
      }
      default -> extra(part, list);
    }
  }

  private static String chop(String name) {
    return name.substring(0, name.length() - "[]".length());
  }

  private void extra(FormPart part, boolean list) {
    if (list) {
      lists.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(part.text());
    } else {
      text(part, (request, text) -> request.extra(part.name(), RawJson.of(text)));
    }
  }

  private void text(FormPart part, Setter setter) {
    String text = part.text();
    fields.add(request -> setter.set(request, text));
  }

  private interface Setter {
    void set(TranscriptionRequest.Builder request, String text);
  }

  /** By what the client says it is; if that is no sound, by its name. */
  private static AudioFile file(FormPart part) {
    String name = part.fileName();
    if (name == null || name.isEmpty()) {
      throw new InvalidRequestException(
          "file", "must be a file: send it with a filename, such as talk.mp3");
    }
    String type = part.mediaType() == null ? "" : part.mediaType().toLowerCase(Locale.ROOT);
    return type.startsWith("audio/") || type.startsWith("video/")
        ? AudioFile.of(part.bytes(), name, type)
        : AudioFile.of(part.bytes(), name);
  }

  private static boolean flag(String name, String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new InvalidRequestException(name, "must be true or false");
    }
    return text.equalsIgnoreCase("true");
  }

  private static double decimal(String name, String text) {
    try {
      if (text.length() <= MOST_DIGITS) {
        return new BigDecimal(text).doubleValue();
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidRequestException(name, "must be a number");
  }
}
