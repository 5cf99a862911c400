package dev.gatewaysdk.audio;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for what is said in a recording. Immutable, valid once built. What is left out takes
 * the provider's default.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/audio).
 */
public final class TranscriptionRequest implements RequestFor<TranscriptionResponse> {
  /** The form of a transcript. More may come. */
  public enum Format {
    /** The text alone. */
    TEXT("text"),
    /** The text, and what it used. */
    JSON("json"),
    /** The text with language, duration, and times of segments or words. */
    VERBOSE_JSON("verbose_json"),
    /** The text, and who speaks when: each segment has a {@code speaker} among its extras. */
    DIARIZED_JSON("diarized_json"),
    /** Subtitles in SubRip's form, as text. */
    SRT("srt"),
    /** Subtitles in WebVTT's form, as text. */
    VTT("vtt");

    private final String wireName;

    Format(String wireName) {
      this.wireName = wireName;
    }

    /** Such as {@code verbose_json}. */
    public String wireName() {
      return wireName;
    }
  }

  /** What has times of its own. */
  public enum Granularity {
    /** Each word. */
    WORD,
    /** Each stretch of speech. */
    SEGMENT
  }

  private final String model;
  private final AudioFile file;
  private final @Nullable String language;
  private final @Nullable String prompt;
  private final @Nullable Double temperature;
  private final @Nullable Format format;
  private final Set<Granularity> granularities;
  private final boolean translate;
  private final Map<String, RawJson> extras;

  private TranscriptionRequest(Builder builder) {
    this.model = builder.model;
    this.file = builder.file;
    this.language = builder.language;
    this.prompt = builder.prompt;
    this.temperature = builder.temperature;
    this.format = builder.format;
    this.granularities = Set.copyOf(builder.granularities);
    this.translate = builder.translate;
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   * @param file the recording
   */
  public static Builder builder(String model, AudioFile file) {
    return new Builder(model, file);
  }

  @Override
  public Operation operation() {
    return Operation.TRANSCRIPTION;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public TranscriptionCollector collector() {
    return new TranscriptionCollector();
  }

  /** The recording. */
  public AudioFile file() {
    return file;
  }

  /** The language that is spoken, such as {@code en}; null to have it found out. */
  public @Nullable String language() {
    return language;
  }

  /** Words that help with names and style; null for none. */
  public @Nullable String prompt() {
    return prompt;
  }

  /** Randomness; null for the provider's default. */
  public @Nullable Double temperature() {
    return temperature;
  }

  /** The form of the transcript; null for JSON. */
  public @Nullable Format format() {
    return format;
  }

  /** What has times of its own; unmodifiable, may be empty for the provider's default. */
  public Set<Granularity> granularities() {
    return granularities;
  }

  /** Whether the transcript is to be in English, whatever was spoken. */
  public boolean translate() {
    return translate;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  @Override
  public TranscriptionRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model, file.renamed(name -> texts.text("file name", name)));
    mapped.language = language;
    mapped.temperature = temperature;
    mapped.format = format;
    mapped.translate = translate;
    mapped.granularities.addAll(granularities);
    mapped.prompt = texts.optional("prompt", prompt);
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model and the size of the recording only. */
  @Override
  public String toString() {
    return "TranscriptionRequest(" + model + ", " + file + ")";
  }

  /**
   * Builds a {@link TranscriptionRequest}; setters check at once. Not for use by several threads.
   */
  public static final class Builder {
    private final String model;
    private final AudioFile file;
    private @Nullable String language;
    private @Nullable String prompt;
    private @Nullable Double temperature;
    private @Nullable Format format;
    private final Set<Granularity> granularities = EnumSet.noneOf(Granularity.class);
    private boolean translate;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model, AudioFile file) {
      Names.require("model", model);
      Objects.requireNonNull(file, "file");
      this.model = model;
      this.file = file;
    }

    /** The language that is spoken, in ISO 639-1, such as {@code en}. */
    public Builder language(String language) {
      Names.require("language", language);
      this.language = language;
      return this;
    }

    /** Words that help with names and style. */
    public Builder prompt(String prompt) {
      Surrogates.require("prompt", prompt);
      this.prompt = prompt;
      return this;
    }

    /** Randomness, from 0 to 1. */
    public Builder temperature(double temperature) {
      Checks.between("temperature", temperature, 0, 1);
      this.temperature = temperature;
      return this;
    }

    /** The form of the transcript. */
    public Builder format(Format format) {
      this.format = format;
      return this;
    }

    /** Gives times to these; only with {@link Format#VERBOSE_JSON}. */
    public Builder granularity(Granularity... granularity) {
      Collections.addAll(granularities, granularity);
      return this;
    }

    /** Whether the transcript is to be in English, whatever was spoken. Default: false. */
    public Builder translate(boolean translate) {
      this.translate = translate;
      return this;
    }

    /** A further field of the provider's request, passed through as it is written. */
    public Builder extra(String name, RawJson value) {
      Names.require("extra", name);
      extras.put(name, value);
      return this;
    }

    /**
     * The request.
     *
     * @throws InvalidRequestException if what was asked does not go together
     */
    public TranscriptionRequest build() {
      if (!granularities.isEmpty() && format != Format.VERBOSE_JSON) {
        throw new InvalidRequestException(
            "timestamp_granularities", "come with format VERBOSE_JSON only, but it is " + format);
      }
      if (translate && language != null) {
        throw new InvalidRequestException(
            "language", "cannot be given with translate(true), which makes it English");
      }
      if (translate && !granularities.isEmpty()) {
        throw new InvalidRequestException(
            "timestamp_granularities", "cannot be given with translate(true)");
      }
      return new TranscriptionRequest(this);
    }
  }
}
