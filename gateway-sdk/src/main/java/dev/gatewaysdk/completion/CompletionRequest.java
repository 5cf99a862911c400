package dev.gatewaysdk.completion;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.Surrogates;
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
 * A request to go on with a text. Immutable, valid once built. What is left out takes the
 * provider's default.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/completions).
 */
public final class CompletionRequest implements RequestFor<CompletionResponse> {

  private final String model;
  private final List<ModelInput> prompts;
  private final @Nullable Integer maxTokens;
  private final @Nullable String suffix;
  private final boolean echo;
  private final @Nullable Integer choices;
  private final @Nullable Integer bestOf;
  private final @Nullable Integer logprobs;
  private final @Nullable Double temperature;
  private final @Nullable Double topP;
  private final @Nullable Double frequencyPenalty;
  private final @Nullable Double presencePenalty;
  private final @Nullable Long seed;
  private final List<String> stop;
  private final @Nullable String endUser;
  private final Map<String, RawJson> extras;

  private CompletionRequest(Builder builder) {
    this.model = builder.model;
    this.prompts = List.copyOf(builder.prompts);
    this.maxTokens = builder.maxTokens;
    this.suffix = builder.suffix;
    this.echo = builder.echo;
    this.choices = builder.choices;
    this.bestOf = builder.bestOf;
    this.logprobs = builder.logprobs;
    this.temperature = builder.temperature;
    this.topP = builder.topP;
    this.frequencyPenalty = builder.frequencyPenalty;
    this.presencePenalty = builder.presencePenalty;
    this.seed = builder.seed;
    this.stop = List.copyOf(builder.stop);
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
    return Operation.COMPLETION;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public CompletionCollector collector() {
    return new CompletionCollector();
  }

  /** What to go on with; each brings its own choices; unmodifiable, never empty. */
  public List<ModelInput> prompts() {
    return prompts;
  }

  /**
   * The most tokens to generate for each choice; null for the provider's default, which is small.
   */
  public @Nullable Integer maxTokens() {
    return maxTokens;
  }

  /** What comes after the text that is to be inserted; null for none. */
  public @Nullable String suffix() {
    return suffix;
  }

  /** Whether the answer begins with the prompt. */
  public boolean echo() {
    return echo;
  }

  /** How many answers to each prompt; null for one. */
  public @Nullable Integer choices() {
    return choices;
  }

  /** How many answers the provider makes to choose from; null for as many as it gives. */
  public @Nullable Integer bestOf() {
    return bestOf;
  }

  /** How many alternatives to each token are scored; null for no scores at all. */
  public @Nullable Integer logprobs() {
    return logprobs;
  }

  /** Randomness; null for the provider's default. */
  public @Nullable Double temperature() {
    return temperature;
  }

  /** Share of probability that tokens are chosen from; null for the provider's default. */
  public @Nullable Double topP() {
    return topP;
  }

  /** How much frequent tokens are avoided; null for the provider's default. */
  public @Nullable Double frequencyPenalty() {
    return frequencyPenalty;
  }

  /** How much tokens that occurred are avoided; null for the provider's default. */
  public @Nullable Double presencePenalty() {
    return presencePenalty;
  }

  /** The seed of chance; null for none. */
  public @Nullable Long seed() {
    return seed;
  }

  /** Where the answer ends; unmodifiable, may be empty. */
  public List<String> stop() {
    return stop;
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
  public CompletionRequest mapTexts(TextMapping texts) {
    Builder mapped = new Builder(model);
    mapped.maxTokens = maxTokens;
    mapped.echo = echo;
    mapped.choices = choices;
    mapped.bestOf = bestOf;
    mapped.logprobs = logprobs;
    mapped.temperature = temperature;
    mapped.topP = topP;
    mapped.frequencyPenalty = frequencyPenalty;
    mapped.presencePenalty = presencePenalty;
    mapped.seed = seed;
    mapped.prompts.addAll(texts.inputs("prompt", prompts));
    mapped.suffix = texts.optional("suffix", suffix);
    mapped.stop.addAll(texts.list("stop", stop));
    mapped.endUser = texts.optional("user", endUser);
    mapped.extras.putAll(texts.extras(extras));
    return mapped.build();
  }

  /** Its model and number of prompts only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "CompletionRequest(" + model + ", " + prompts.size() + " prompts)";
  }

  /** Builds a {@link CompletionRequest}; setters check at once. Not for use by several threads. */
  public static final class Builder {
    private final String model;
    private final List<ModelInput> prompts = new ArrayList<>();
    private @Nullable Integer maxTokens;
    private @Nullable String suffix;
    private boolean echo;
    private @Nullable Integer choices;
    private @Nullable Integer bestOf;
    private @Nullable Integer logprobs;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Double frequencyPenalty;
    private @Nullable Double presencePenalty;
    private @Nullable Long seed;
    private final List<String> stop = new ArrayList<>(0);
    private @Nullable String endUser;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model) {
      Names.require("model", model);
      this.model = model;
    }

    /** Adds a text to go on with; may be empty. */
    public Builder prompt(String text) {
      Surrogates.require("prompt", text);
      return prompt(new ModelInput.Text(text));
    }

    /** Adds something to go on with. */
    public Builder prompt(ModelInput prompt) {
      if (prompt instanceof ModelInput.Image) {
        throw new InvalidRequestException("prompt", "is a picture; a completion reads texts only");
      }
      prompts.add(prompt);
      return this;
    }

    /**
     * The most tokens to generate for each choice; 0 generates none, which with an echo scores the
     * prompt.
     */
    public Builder maxTokens(int maxTokens) {
      Checks.atLeast("max_tokens", maxTokens, 0);
      this.maxTokens = maxTokens;
      return this;
    }

    /** What comes after the text that is to be inserted. */
    public Builder suffix(String suffix) {
      Surrogates.require("suffix", suffix);
      this.suffix = suffix;
      return this;
    }

    /** Whether the answer is to begin with the prompt. Default: false. */
    public Builder echo(boolean echo) {
      this.echo = echo;
      return this;
    }

    /** How many answers to each prompt; at least 1. */
    public Builder choices(int choices) {
      Checks.atLeast("n", choices, 1);
      this.choices = choices;
      return this;
    }

    /**
     * How many answers the provider makes to choose the best from; at least as many as it gives.
     */
    public Builder bestOf(int bestOf) {
      Checks.atLeast("best_of", bestOf, 1);
      this.bestOf = bestOf;
      return this;
    }

    /** Asks how likely each token was, beside that many alternatives; 0 for the token alone. */
    public Builder logprobs(int logprobs) {
      Checks.atLeast("logprobs", logprobs, 0);
      this.logprobs = logprobs;
      return this;
    }

    /** Randomness, from 0 to 2. */
    public Builder temperature(double temperature) {
      Checks.between("temperature", temperature, 0, 2);
      this.temperature = temperature;
      return this;
    }

    /** Share of probability that tokens are chosen from, from 0 to 1. */
    public Builder topP(double topP) {
      Checks.between("top_p", topP, 0, 1);
      this.topP = topP;
      return this;
    }

    /** How much frequent tokens are avoided, from -2 to 2. */
    public Builder frequencyPenalty(double frequencyPenalty) {
      Checks.between("frequency_penalty", frequencyPenalty, -2, 2);
      this.frequencyPenalty = frequencyPenalty;
      return this;
    }

    /** How much tokens that occurred are avoided, from -2 to 2. */
    public Builder presencePenalty(double presencePenalty) {
      Checks.between("presence_penalty", presencePenalty, -2, 2);
      this.presencePenalty = presencePenalty;
      return this;
    }

    /** The seed of chance, for answers that can be repeated as far as the provider can. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Ends the answer before these texts; none may be empty. */
    public Builder stop(String... sequences) {
      for (String sequence : sequences) {
        Checks.text("stop", sequence);
        stop.add(sequence);
      }
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
     * @throws InvalidRequestException if there is no prompt, or fewer answers to choose from than
     *     to give
     */
    public CompletionRequest build() {
      if (prompts.isEmpty()) {
        throw new InvalidRequestException(
            "prompt", "must not be empty: add one with prompt(\"…\")");
      }
      int given = choices == null ? 1 : choices;
      if (bestOf != null && bestOf < given) {
        throw new InvalidRequestException(
            "best_of", "is " + bestOf + ", fewer than the " + given + " answers that n asks for");
      }
      return new CompletionRequest(this);
    }
  }
}
