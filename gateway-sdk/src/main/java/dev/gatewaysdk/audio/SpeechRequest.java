package dev.gatewaysdk.audio;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to say a text. Immutable, valid once built. What is left out takes the provider's
 * default.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/audio).
 */
public final class SpeechRequest implements RequestFor<SpeechResponse> {
  /** The format of sound. More may come. */
  public enum Format {
    /** MPEG layer 3. */
    MP3("audio/mpeg"),
    /** Opus in Ogg. */
    OPUS("audio/opus"),
    /** AAC. */
    AAC("audio/aac"),
    /** Without loss, compressed. */
    FLAC("audio/flac"),
    /** Without loss or compression. */
    WAV("audio/wav"),
    /** Samples alone, mostly 24 kHz in 16 bits, without a header. */
    PCM("audio/pcm");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** Such as {@code audio/mpeg}. */
    public String mediaType() {
      return mediaType;
    }
  }

  private final String model;
  private final String input;
  private final @Nullable String voice;
  private final @Nullable Format format;
  private final @Nullable Double speed;
  private final @Nullable String instructions;
  private final Map<String, RawJson> extras;

  private SpeechRequest(Builder builder) {
    this.model = builder.model;
    this.input = builder.input;
    this.voice = builder.voice;
    this.format = builder.format;
    this.speed = builder.speed;
    this.instructions = builder.instructions;
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   * @param input what to say; not empty
   */
  public static Builder builder(String model, String input) {
    return new Builder(model, input);
  }

  @Override
  public Operation operation() {
    return Operation.SPEECH;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public SpeechCollector collector() {
    return new SpeechCollector();
  }

  /** What to say. */
  public String input() {
    return input;
  }

  /** Whose voice; null for the provider's default, if it has one. */
  public @Nullable String voice() {
    return voice;
  }

  /** The format of the sound; null for the provider's default, mostly MP3. */
  public @Nullable Format format() {
    return format;
  }

  /** How fast, with 1 for the voice's own pace; null for that. */
  public @Nullable Double speed() {
    return speed;
  }

  /** How to say it; null for no wishes. */
  public @Nullable String instructions() {
    return instructions;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  @Override
  public SpeechRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model, texts.text("input", input));
    mapped.voice = voice;
    mapped.format = format;
    mapped.speed = speed;
    mapped.instructions = texts.optional("instructions", instructions);
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "SpeechRequest(" + model + ", " + input.length() + " chars)";
  }

  /** Builds a {@link SpeechRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final String input;
    private @Nullable String voice;
    private @Nullable Format format;
    private @Nullable Double speed;
    private @Nullable String instructions;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model, String input) {
      Names.require("model", model);
      Checks.text("input", input);
      this.model = model;
      this.input = input;
    }

    /** Whose voice, such as {@code alloy}; providers differ in the voices they have. */
    public Builder voice(String voice) {
      Names.require("voice", voice);
      this.voice = voice;
      return this;
    }

    /** The format of the sound. */
    public Builder format(Format format) {
      this.format = format;
      return this;
    }

    /** How fast, from 0.25 to 4 times the voice's own pace. */
    public Builder speed(double speed) {
      Checks.between("speed", speed, 0.25, 4);
      this.speed = speed;
      return this;
    }

    /** How to say it, in words; not every model heeds them. */
    public Builder instructions(String instructions) {
      Checks.text("instructions", instructions);
      this.instructions = instructions;
      return this;
    }

    /** A further field of the provider's request, passed through as it is written. */
    public Builder extra(String name, RawJson value) {
      Names.require("extra", name);
      extras.put(name, value);
      return this;
    }

    /** The request. */
    public SpeechRequest build() {
      return new SpeechRequest(this);
    }
  }
}
