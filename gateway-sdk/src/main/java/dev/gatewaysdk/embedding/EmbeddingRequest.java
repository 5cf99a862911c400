package dev.gatewaysdk.embedding;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for the vectors of texts or pictures. Immutable, valid once built. What is left out
 * takes the provider's default.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/embeddings).
 */
public final class EmbeddingRequest implements RequestFor<EmbeddingResponse> {
  /** What the vectors are for; some models make others for each purpose. */
  public enum Purpose {
    /** Texts that will be searched. */
    DOCUMENT,
    /** Texts that are searched for. */
    QUERY,
    /** Texts to be sorted into classes. */
    CLASSIFICATION,
    /** Texts to be grouped. */
    CLUSTERING,
    /** Texts to be compared with one another. */
    SIMILARITY
  }

  private final String model;
  private final List<ModelInput> inputs;
  private final @Nullable Integer dimensions;
  private final @Nullable Purpose purpose;
  private final @Nullable String endUser;
  private final Map<String, RawJson> extras;

  private EmbeddingRequest(Builder builder) {
    this.model = builder.model;
    this.inputs = List.copyOf(builder.inputs);
    this.dimensions = builder.dimensions;
    this.purpose = builder.purpose;
    this.endUser = builder.endUser;
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   */
  public static Builder builder(String model) {
    return new Builder(model);
  }

  @Override
  public Operation operation() {
    return Operation.EMBEDDING;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public EmbeddingCollector collector() {
    return new EmbeddingCollector();
  }

  /** What to make vectors of; unmodifiable, never empty. */
  public List<ModelInput> inputs() {
    return inputs;
  }

  /** How long each vector is to be; null for the model's own length. */
  public @Nullable Integer dimensions() {
    return dimensions;
  }

  /** What the vectors are for; null if that is not said. */
  public @Nullable Purpose purpose() {
    return purpose;
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
  public EmbeddingRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model);
    mapped.dimensions = dimensions;
    mapped.purpose = purpose;
    mapped.inputs.addAll(texts.inputs("input", inputs));
    mapped.endUser = texts.optional("user", endUser);
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /**
   * The same request with other inputs.
   *
   * @throws InvalidRequestException if there is none, or one is empty
   */
  public EmbeddingRequest withInputs(List<ModelInput> inputs) {
    Builder changed = new Builder(model);
    changed.dimensions = dimensions;
    changed.purpose = purpose;
    inputs.forEach(changed::input);
    changed.endUser = endUser;
    changed.extras.putAll(extras);
    return changed.build();
  }

  /** Its model and number of inputs only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "EmbeddingRequest(" + model + ", " + inputs.size() + " inputs)";
  }

  /** Builds an {@link EmbeddingRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final List<ModelInput> inputs = new ArrayList<>();
    private @Nullable Integer dimensions;
    private @Nullable Purpose purpose;
    private @Nullable String endUser;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model) {
      Names.require("model", model);
      this.model = model;
    }

    /** Adds a text; it must not be empty. */
    public Builder input(String text) {
      return input(new ModelInput.Text(text));
    }

    /** Adds texts. */
    public Builder inputs(List<String> texts) {
      texts.forEach(this::input);
      return this;
    }

    /**
     * Adds a picture, of which one vector is made; not every model reads any.
     *
     * @param url where it is, by http or https, or the picture itself as {@code data:…;base64,…}
     * @throws InvalidRequestException if it is neither
     */
    public Builder image(String url) {
      return input(new ModelInput.Image(url));
    }

    /** Adds something to make a vector of; it must not be empty. */
    public Builder input(ModelInput input) {
      if (input.length() == 0) {
        throw new InvalidRequestException(
            inputs.isEmpty() ? "input" : "input[" + inputs.size() + "]",
            "a text to embed must not be empty: leave it out");
      }
      inputs.add(input);
      return this;
    }

    /** How long each vector is to be; at least 1. */
    public Builder dimensions(int dimensions) {
      Checks.atLeast("dimensions", dimensions, 1);
      this.dimensions = dimensions;
      return this;
    }

    /** What the vectors are for. */
    public Builder purpose(Purpose purpose) {
      this.purpose = purpose;
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

    /**
     * The request.
     *
     * @throws InvalidRequestException if there is no input
     */
    public EmbeddingRequest build() {
      if (inputs.isEmpty()) {
        throw new InvalidRequestException("input", "must not be empty: add one with input(\"…\")");
      }
      return new EmbeddingRequest(this);
    }
  }
}
