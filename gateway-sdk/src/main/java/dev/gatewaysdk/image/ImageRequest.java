package dev.gatewaysdk.image;

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
 * A request for pictures from a text. Immutable, valid once built. What is left out takes the
 * provider's default.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/images).
 */
public final class ImageRequest implements RequestFor<ImageResponse> {
  /** The format of a picture. More may come. */
  public enum Format {
    /** Without loss. */
    PNG,
    /** Small, without transparency. */
    JPEG,
    /** Small. */
    WEBP
  }

  /** How pictures come. */
  public enum Form {
    /** As an address, which the provider keeps for an hour or so. */
    URL,
    /** As they are. */
    BYTES
  }

  private final String model;
  private final String prompt;
  private final @Nullable Integer count;
  private final @Nullable String size;
  private final @Nullable String quality;
  private final @Nullable String style;
  private final @Nullable String background;
  private final @Nullable Format format;
  private final @Nullable Integer compression;
  private final @Nullable Form form;
  private final @Nullable String endUser;
  private final Map<String, RawJson> extras;

  private ImageRequest(Builder builder) {
    this.model = builder.model;
    this.prompt = builder.prompt;
    this.count = builder.count;
    this.size = builder.size;
    this.quality = builder.quality;
    this.style = builder.style;
    this.background = builder.background;
    this.format = builder.format;
    this.compression = builder.compression;
    this.form = builder.form;
    this.endUser = builder.endUser;
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   * @param prompt what to show; not empty
   */
  public static Builder builder(String model, String prompt) {
    return new Builder(model, prompt);
  }

  @Override
  public Operation operation() {
    return Operation.IMAGE;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public ImageCollector collector() {
    return new ImageCollector();
  }

  /** What to show. */
  public String prompt() {
    return prompt;
  }

  /** How many pictures; null for one. */
  public @Nullable Integer count() {
    return count;
  }

  /** How large, such as {@code 1024x1024}; null for the provider's default. */
  public @Nullable String size() {
    return size;
  }

  /** How good, such as {@code high}; null for the provider's default. */
  public @Nullable String quality() {
    return quality;
  }

  /** Which style, such as {@code natural}; null for the provider's default. */
  public @Nullable String style() {
    return style;
  }

  /** Which background, such as {@code transparent}; null for the provider's default. */
  public @Nullable String background() {
    return background;
  }

  /** The format of the pictures; null for the provider's default. */
  public @Nullable Format format() {
    return format;
  }

  /**
   * How much of the quality is kept in compressing, in percent; null for the provider's default.
   */
  public @Nullable Integer compression() {
    return compression;
  }

  /** How the pictures come; null for the model's own way. */
  public @Nullable Form form() {
    return form;
  }

  /** An opaque id of the end user, which the provider sees; null for none. */
  public @Nullable String endUser() {
    return endUser;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  @Override
  public ImageRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model, texts.text("prompt", prompt));
    mapped.count = count;
    mapped.size = size;
    mapped.quality = quality;
    mapped.style = style;
    mapped.background = background;
    mapped.format = format;
    mapped.compression = compression;
    mapped.form = form;
    mapped.endUser = texts.optional("user", endUser);
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "ImageRequest(" + model + ", prompt of " + prompt.length() + " chars)";
  }

  /** Builds an {@link ImageRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final String prompt;
    private @Nullable Integer count;
    private @Nullable String size;
    private @Nullable String quality;
    private @Nullable String style;
    private @Nullable String background;
    private @Nullable Format format;
    private @Nullable Integer compression;
    private @Nullable Form form;
    private @Nullable String endUser;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model, String prompt) {
      Names.require("model", model);
      Checks.text("prompt", prompt);
      this.model = model;
      this.prompt = prompt;
    }

    /** How many pictures; at least 1. */
    public Builder count(int count) {
      Checks.atLeast("n", count, 1);
      this.count = count;
      return this;
    }

    /**
     * How large, such as {@code 1024x1024} or {@code auto}; which sizes there are, each model says.
     */
    public Builder size(String size) {
      Names.require("size", size);
      this.size = size;
      return this;
    }

    /**
     * How good, such as {@code low}, {@code high} or {@code hd}; which there are, each model says.
     */
    public Builder quality(String quality) {
      Names.require("quality", quality);
      this.quality = quality;
      return this;
    }

    /** Which style, such as {@code vivid} or {@code natural}. */
    public Builder style(String style) {
      Names.require("style", style);
      this.style = style;
      return this;
    }

    /** Which background, such as {@code transparent} or {@code opaque}. */
    public Builder background(String background) {
      Names.require("background", background);
      this.background = background;
      return this;
    }

    /** The format of the pictures. */
    public Builder format(Format format) {
      this.format = format;
      return this;
    }

    /** How much of the quality is kept in compressing JPEG and WebP, from 0 to 100 percent. */
    public Builder compression(int compression) {
      Checks.between("output_compression", compression, 0, 100);
      this.compression = compression;
      return this;
    }

    /** How the pictures come; some models know only one way. */
    public Builder form(Form form) {
      this.form = form;
      return this;
    }

    /** An opaque id of the end user, which the provider sees; no e-mail address or phone number. */
    public Builder endUser(String endUser) {
      Names.require("user", endUser);
      this.endUser = endUser;
      return this;
    }

    /** A further field of the provider's request, passed through as it is written. */
    public Builder extra(String name, RawJson value) {
      Names.require("extra", name);
      extras.put(name, value);
      return this;
    }

    /** The request. */
    public ImageRequest build() {
      return new ImageRequest(this);
    }
  }
}
