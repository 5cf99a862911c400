package dev.gatewaysdk.moderation;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to say whether texts or pictures are harmful. Immutable, valid once built.
 *
 * <p>Texts alone have a result each. With a picture among them, all inputs together have one.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/moderations).
 */
public final class ModerationRequest implements RequestFor<ModerationResponse> {

  private final String model;
  private final List<ModerationInput> inputs;
  private final Map<String, RawJson> extras;

  private ModerationRequest(Builder builder) {
    this.model = builder.model;
    this.inputs = List.copyOf(builder.inputs);
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
    return Operation.MODERATION;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public ModerationCollector collector() {
    return new ModerationCollector();
  }

  /** What to judge; unmodifiable, never empty. */
  public List<ModerationInput> inputs() {
    return inputs;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  @Override
  public ModerationRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model);
    for (ModerationInput input : inputs) {
      if (input instanceof ModerationInput.Text text) {
        mapped.text(texts.text("input[" + mapped.inputs.size() + "]", text.text()));
      } else {
        mapped.inputs.add(input);
      }
    }
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model and number of inputs only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "ModerationRequest(" + model + ", " + inputs.size() + " inputs)";
  }

  /** Builds a {@link ModerationRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final List<ModerationInput> inputs = new ArrayList<>();
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model) {
      Names.require("model", model);
      this.model = model;
    }

    /** Adds a text; it must not be empty. */
    public Builder text(String text) {
      Checks.text(inputs.isEmpty() ? "input" : "input[" + inputs.size() + "]", text);
      inputs.add(new ModerationInput.Text(text));
      return this;
    }

    /**
     * Adds a picture.
     *
     * @param url where it is, by http or https, or the picture itself as {@code data:…;base64,…}
     */
    public Builder image(String url) {
      inputs.add(new ModerationInput.Image(url));
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
    public ModerationRequest build() {
      if (inputs.isEmpty()) {
        throw new InvalidRequestException("input", "must not be empty: add one with text(\"…\")");
      }
      return new ModerationRequest(this);
    }
  }
}
