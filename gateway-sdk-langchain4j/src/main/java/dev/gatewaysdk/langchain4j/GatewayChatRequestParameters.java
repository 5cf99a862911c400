package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.json.RawJson;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of one request with what the gateway knows beyond LangChain4j's own. Immutable.
 *
 * <p>The model's name is the endpoint's name, or {@code @provider/model}. What is null or empty is
 * taken from the model's own parameters, and else left to the provider.
 */
public final class GatewayChatRequestParameters extends DefaultChatRequestParameters {
  /** Nothing set. */
  public static final GatewayChatRequestParameters EMPTY = builder().build();

  private final @Nullable Caller caller;
  private final Map<String, String> tags;
  private final @Nullable Duration deadline;
  private final @Nullable Long seed;
  private final @Nullable String reasoningEffort;
  private final @Nullable String namedTool;
  private final @Nullable Boolean parallelToolCalls;
  private final @Nullable Boolean strictJsonSchema;
  private final @Nullable String endUser;
  private final List<ProviderTool> providerTools;
  private final Map<String, RawJson> extras;

  private GatewayChatRequestParameters(Builder builder) {
    super(builder);
    this.caller = builder.caller;
    this.tags = Map.copyOf(builder.tags);
    this.deadline = builder.deadline;
    this.seed = builder.seed;
    this.reasoningEffort = builder.reasoningEffort;
    this.namedTool = builder.namedTool;
    this.parallelToolCalls = builder.parallelToolCalls;
    this.strictJsonSchema = builder.strictJsonSchema;
    this.endUser = builder.endUser;
    this.providerTools = List.copyOf(builder.providerTools);
    this.extras = Collections.unmodifiableMap(builder.extras); // Which never changes its maps.
  }

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The endpoint's name, or {@code @provider/model}: the same as {@link #modelName()}. */
  public @Nullable String endpoint() {
    return modelName();
  }

  /** Who calls; null for the model's own caller. */
  public @Nullable Caller caller() {
    return caller;
  }

  /** Labels for records, besides the caller's own; unmodifiable, may be empty. */
  public Map<String, String> tags() {
    return tags;
  }

  /** How long the call may take, from its start; null for the endpoint's time-outs alone. */
  public @Nullable Duration deadline() {
    return deadline;
  }

  /** Seed for repeatable sampling; null for none. */
  public @Nullable Long seed() {
    return seed;
  }

  /** How hard to think, in the provider's word; null for its default. */
  public @Nullable String reasoningEffort() {
    return reasoningEffort;
  }

  /** The tool that the model must call; null to go by {@link #toolChoice()}. */
  public @Nullable String namedTool() {
    return namedTool;
  }

  /** Whether one answer may call several tools; null for the provider's default. */
  public @Nullable Boolean parallelToolCalls() {
    return parallelToolCalls;
  }

  /** Whether the answer must match its JSON schema; null for the provider's default. */
  public @Nullable Boolean strictJsonSchema() {
    return strictJsonSchema;
  }

  /** An opaque id of the end user, which the provider sees; null for none. */
  public @Nullable String endUser() {
    return endUser;
  }

  /** Tools that run on a provider's side; unmodifiable, may be empty. */
  public List<ProviderTool> providerTools() {
    return providerTools;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  /** These parameters, where the others do not say otherwise. */
  @Override
  public GatewayChatRequestParameters overrideWith(ChatRequestParameters that) {
    return that == DefaultChatRequestParameters.EMPTY || that == EMPTY
        ? this // Of most requests: saves several copies.
        : builder().overrideWith(this).overrideWith(that).build();
  }

  /** These parameters, and the others where these say nothing. */
  @Override
  public GatewayChatRequestParameters defaultedBy(ChatRequestParameters that) {
    return builder().overrideWith(that).overrideWith(this).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof GatewayChatRequestParameters that
        && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), values());
  }

  private List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(values, caller, tags, deadline, seed, reasoningEffort, namedTool);
    Collections.addAll(values, parallelToolCalls, strictJsonSchema, endUser, providerTools, extras);
    return values;
  }

  /** The endpoint, and how much is set: descriptions of tools are part of the prompt. */
  @Override
  public String toString() {
    return "GatewayChatRequestParameters("
        + endpoint()
        + ", "
        + toolSpecifications().size()
        + " tools, deadline "
        + deadline
        + ", tags "
        + tags.keySet()
        + ", extras "
        + extras.keySet()
        + ")";
  }

  /** Builds {@link GatewayChatRequestParameters}; not for use by several threads. */
  public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
    private @Nullable Caller caller;
    private Map<String, String> tags = Map.of(); // Copied on writing, as extras below.
    private @Nullable Duration deadline;
    private @Nullable Long seed;
    private @Nullable String reasoningEffort;
    private @Nullable String namedTool;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable Boolean strictJsonSchema;
    private @Nullable String endUser;
    private List<ProviderTool> providerTools = List.of();
    private Map<String, RawJson> extras = Map.of();

    private Builder() {}

    /** Takes over what the others say; their tags and extras are added one by one. */
    @Override
    public Builder overrideWith(ChatRequestParameters parameters) {
      super.overrideWith(parameters);
      if (parameters instanceof GatewayChatRequestParameters that) {
        caller = that.caller != null ? that.caller : caller;
        tags = both(tags, that.tags);
        deadline = that.deadline != null ? that.deadline : deadline;
        seed = that.seed != null ? that.seed : seed;
        reasoningEffort = that.reasoningEffort != null ? that.reasoningEffort : reasoningEffort;
        namedTool = that.namedTool != null ? that.namedTool : namedTool;
        parallelToolCalls =
            that.parallelToolCalls != null ? that.parallelToolCalls : parallelToolCalls;
        strictJsonSchema = that.strictJsonSchema != null ? that.strictJsonSchema : strictJsonSchema;
        endUser = that.endUser != null ? that.endUser : endUser;
        providerTools = that.providerTools.isEmpty() ? providerTools : that.providerTools;
        extras = both(extras, that.extras);
      }
      return this;
    }

    /** The endpoint's name, or {@code @provider/model}: the same as {@code modelName}. */
    public Builder endpoint(String endpoint) {
      return modelName(endpoint);
    }

    /** Who calls. Default: the model's own caller. */
    public Builder caller(Caller caller) {
      this.caller = Objects.requireNonNull(caller, "caller");
      return this;
    }

    /** A label for records, besides the caller's own. */
    public Builder tag(String name, String value) {
      return tags(Map.of(name, value));
    }

    /** Labels for records, besides the caller's own. */
    public Builder tags(Map<String, String> tags) {
      this.tags = both(this.tags, tags);
      return this;
    }

    /**
     * How long the call may take from its start, every attempt and all of the answer included.
     * Default: the endpoint's time-outs alone.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration deadline) {
      if (deadline.isNegative() || deadline.isZero()) {
        throw new IllegalArgumentException("deadline must be positive: " + deadline);
      }
      this.deadline = deadline;
      return this;
    }

    /** Seed for repeatable sampling. Default: none. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** How hard to think, in the provider's word, such as {@code low}. Default: the provider's. */
    public Builder reasoningEffort(String effort) {
      this.reasoningEffort = Objects.requireNonNull(effort, "effort");
      return this;
    }

    /** The tool that the model must call; goes before {@code toolChoice}. Default: none. */
    public Builder namedTool(String name) {
      this.namedTool = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Whether one answer may call several tools. Default: the provider's. */
    public Builder parallelToolCalls(boolean parallel) {
      this.parallelToolCalls = parallel;
      return this;
    }

    /** Whether the answer must match its JSON schema. Default: the provider's. */
    public Builder strictJsonSchema(boolean strict) {
      this.strictJsonSchema = strict;
      return this;
    }

    /** An opaque id of the end user, which the provider sees. Default: none. */
    public Builder endUser(String endUser) {
      this.endUser = Objects.requireNonNull(endUser, "endUser");
      return this;
    }

    /** Tools that run on a provider's side. Default: none. */
    public Builder providerTools(List<ProviderTool> tools) {
      this.providerTools = List.copyOf(tools);
      return this;
    }

    /**
     * A further field of the provider's request, passed through as it is written.
     *
     * @param value a {@link RawJson}, or what {@link RawJson#of} takes
     * @throws IllegalArgumentException if it has no JSON form
     */
    public Builder extra(String name, @Nullable Object value) {
      extras = both(extras, Map.of(name, RawJson.of(value)));
      return this;
    }

    private static <V> Map<String, V> both(Map<String, V> first, Map<String, V> second) {
      if (second.isEmpty()) {
        return first;
      }
      Map<String, V> both = new LinkedHashMap<>(first);
      both.putAll(second);
      return both;
    }

    @Override
    public GatewayChatRequestParameters build() {
      return new GatewayChatRequestParameters(this);
    }
  }
}
