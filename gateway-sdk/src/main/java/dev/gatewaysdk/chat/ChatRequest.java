package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import dev.gatewaysdk.error.Surrogates;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chat completion. Immutable, valid once built.
 *
 * <p>What is left out takes the provider's default. What this class does not know, {@link
 * Builder#extra} passes to the provider as it is written.
 */
public final class ChatRequest implements OperationRequest {
  private final String model;
  private final List<ChatMessage> messages;
  private final List<ToolDefinition> tools;
  private final List<ProviderTool> providerTools;
  private final @Nullable ToolChoice toolChoice;
  private final @Nullable Boolean parallelToolCalls;
  private final @Nullable ResponseFormat responseFormat;
  private final @Nullable Double temperature;
  private final @Nullable Double topP;
  private final @Nullable Integer topK;
  private final @Nullable Double frequencyPenalty;
  private final @Nullable Double presencePenalty;
  private final @Nullable Integer maxTokens;
  private final @Nullable Integer choices;
  private final @Nullable Long seed;
  private final @Nullable Boolean logprobs;
  private final @Nullable Integer topLogprobs;
  private final List<String> stop;
  private final @Nullable String reasoningEffort;
  private final @Nullable String endUser;
  private final Map<String, RawJson> extras;

  private ChatRequest(Builder builder) {
    this.model = builder.model;
    this.messages = List.copyOf(builder.messages);
    this.tools = List.copyOf(builder.tools);
    this.providerTools = List.copyOf(builder.providerTools);
    this.toolChoice = builder.toolChoice;
    this.parallelToolCalls = builder.parallelToolCalls;
    this.responseFormat = builder.responseFormat;
    this.temperature = builder.temperature;
    this.topP = builder.topP;
    this.topK = builder.topK;
    this.frequencyPenalty = builder.frequencyPenalty;
    this.presencePenalty = builder.presencePenalty;
    this.maxTokens = builder.maxTokens;
    this.choices = builder.choices;
    this.seed = builder.seed;
    this.logprobs = builder.logprobs;
    this.topLogprobs = builder.topLogprobs;
    this.stop = builder.stop;
    this.reasoningEffort = builder.reasoningEffort;
    this.endUser = builder.endUser;
    this.extras =
        builder.extras.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
  }

  /**
   * Starts a request.
   *
   * @param model an endpoint's name, or {@code @provider/model}
   * @throws InvalidRequestException if it is blank, longer than 256 characters, or holds a control
   *     character
   */
  public static Builder builder(String model) {
    return new Builder(model);
  }

  /** A builder with all that this request has. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  @Override
  public Operation operation() {
    return Operation.CHAT;
  }

  @Override
  public String model() {
    return model;
  }

  /** The conversation; unmodifiable, never empty. */
  public List<ChatMessage> messages() {
    return messages;
  }

  /** The tools on offer; unmodifiable, may be empty. */
  public List<ToolDefinition> tools() {
    return tools;
  }

  /** The tools on offer that run on a provider's side; unmodifiable, may be empty. */
  public List<ProviderTool> providerTools() {
    return providerTools;
  }

  /** Whether a tool may, must or must not be called; null for the provider's default. */
  public @Nullable ToolChoice toolChoice() {
    return toolChoice;
  }

  /** Whether one answer may call several tools; null for the provider's default. */
  public @Nullable Boolean parallelToolCalls() {
    return parallelToolCalls;
  }

  /** The form of the answer; null for the provider's default. */
  public @Nullable ResponseFormat responseFormat() {
    return responseFormat;
  }

  /** Sampling temperature; null for the provider's default. */
  public @Nullable Double temperature() {
    return temperature;
  }

  /** Nucleus sampling; null for the provider's default. */
  public @Nullable Double topP() {
    return topP;
  }

  /** How many of the likeliest tokens to choose from; null for the provider's default. */
  public @Nullable Integer topK() {
    return topK;
  }

  /** Penalty on frequent tokens; null for the provider's default. */
  public @Nullable Double frequencyPenalty() {
    return frequencyPenalty;
  }

  /** Penalty on tokens that occurred; null for the provider's default. */
  public @Nullable Double presencePenalty() {
    return presencePenalty;
  }

  /** Most tokens to generate, reasoning included; null for the provider's default. */
  public @Nullable Integer maxTokens() {
    return maxTokens;
  }

  /** How many answers; null for one. */
  public @Nullable Integer choices() {
    return choices;
  }

  /** Seed for repeatable sampling; null for none. */
  public @Nullable Long seed() {
    return seed;
  }

  /** Whether to say how likely each token was held; null for the provider's default. */
  public @Nullable Boolean logprobs() {
    return logprobs;
  }

  /** For how many of the likeliest tokens at each place to say that; null for none. */
  public @Nullable Integer topLogprobs() {
    return topLogprobs;
  }

  /** Texts at which to stop; unmodifiable, may be empty. */
  public List<String> stop() {
    return stop;
  }

  /**
   * How hard to think, in the provider's word ({@code low}, {@code high}); null for its default.
   */
  public @Nullable String reasoningEffort() {
    return reasoningEffort;
  }

  /** An opaque id of the end user, which the provider sees; null for none. */
  public @Nullable String endUser() {
    return endUser;
  }

  /** Further fields of the provider's request, as they are written; unmodifiable. */
  public Map<String, RawJson> extras() {
    return extras;
  }

  /** Its model and number of messages only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "ChatRequest(" + model + ", " + messages.size() + " messages)";
  }

  /**
   * Builds a {@link ChatRequest}; not for use by several threads. Setters check at once and throw
   * {@link InvalidRequestException}.
   */
  public static final class Builder {
    private final String model;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<ToolDefinition> tools = new ArrayList<>(0);
    private final List<ProviderTool> providerTools = new ArrayList<>(0);
    private @Nullable ToolChoice toolChoice;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable ResponseFormat responseFormat;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private @Nullable Integer topK;
    private @Nullable Double frequencyPenalty;
    private @Nullable Double presencePenalty;
    private @Nullable Integer maxTokens;
    private @Nullable Integer choices;
    private @Nullable Long seed;
    private @Nullable Boolean logprobs;
    private @Nullable Integer topLogprobs;
    private List<String> stop = List.of();
    private @Nullable String reasoningEffort;
    private @Nullable String endUser;
    private final Map<String, RawJson> extras = new LinkedHashMap<>(0);

    private Builder(String model) {
      Names.require("model", model);
      this.model = model;
    }

    private Builder(ChatRequest request) {
      this.model = request.model;
      this.messages.addAll(request.messages);
      this.tools.addAll(request.tools);
      this.providerTools.addAll(request.providerTools);
      this.toolChoice = request.toolChoice;
      this.parallelToolCalls = request.parallelToolCalls;
      this.responseFormat = request.responseFormat;
      this.temperature = request.temperature;
      this.topP = request.topP;
      this.topK = request.topK;
      this.frequencyPenalty = request.frequencyPenalty;
      this.presencePenalty = request.presencePenalty;
      this.maxTokens = request.maxTokens;
      this.choices = request.choices;
      this.seed = request.seed;
      this.logprobs = request.logprobs;
      this.topLogprobs = request.topLogprobs;
      this.stop = request.stop;
      this.reasoningEffort = request.reasoningEffort;
      this.endUser = request.endUser;
      this.extras.putAll(request.extras);
    }

    /** Adds instructions of the application. */
    public Builder system(String text) {
      return message(ChatMessage.system(text));
    }

    /** Adds what the user says. */
    public Builder user(String text) {
      return message(ChatMessage.user(text));
    }

    /** Adds what the model said. */
    public Builder assistant(String text) {
      return message(ChatMessage.assistant(text));
    }

    /** Adds the result of a tool call. */
    public Builder toolResult(String toolCallId, String text) {
      return message(ChatMessage.toolResult(toolCallId, text));
    }

    /** Adds a message. */
    public Builder message(ChatMessage message) {
      messages.add(message);
      return this;
    }

    /** Adds messages. */
    public Builder messages(List<ChatMessage> messages) {
      this.messages.addAll(messages);
      return this;
    }

    /** Takes all messages off, so that others can be put in their place. */
    public Builder clearMessages() {
      messages.clear();
      return this;
    }

    /** Takes all tools off, those of providers too. */
    public Builder clearTools() {
      tools.clear();
      providerTools.clear();
      return this;
    }

    /** Offers a tool. */
    public Builder tool(ToolDefinition tool) {
      tools.add(tool);
      return this;
    }

    /** Offers tools. */
    public Builder tools(List<ToolDefinition> tools) {
      this.tools.addAll(tools);
      return this;
    }

    /** Offers a tool that runs on a provider's side. */
    public Builder providerTool(ProviderTool tool) {
      providerTools.add(tool);
      return this;
    }

    /** Whether a tool may, must or must not be called. */
    public Builder toolChoice(ToolChoice toolChoice) {
      this.toolChoice = toolChoice;
      return this;
    }

    /** Whether one answer may call several tools. */
    public Builder parallelToolCalls(boolean parallel) {
      this.parallelToolCalls = parallel;
      return this;
    }

    /** The form of the answer. */
    public Builder responseFormat(ResponseFormat format) {
      this.responseFormat = format;
      return this;
    }

    /** Sampling temperature, 0 to 2; many providers allow at most 1. */
    public Builder temperature(double temperature) {
      this.temperature = RequestChecks.between("temperature", temperature, 0, 2);
      return this;
    }

    /** Nucleus sampling, 0 to 1. */
    public Builder topP(double topP) {
      this.topP = RequestChecks.between("top_p", topP, 0, 1);
      return this;
    }

    /** How many of the likeliest tokens to choose from; at least 1. */
    public Builder topK(int topK) {
      this.topK = RequestChecks.positive("top_k", topK);
      return this;
    }

    /** Penalty on frequent tokens, -2 to 2. */
    public Builder frequencyPenalty(double penalty) {
      this.frequencyPenalty = RequestChecks.between("frequency_penalty", penalty, -2, 2);
      return this;
    }

    /** Penalty on tokens that occurred, -2 to 2. */
    public Builder presencePenalty(double penalty) {
      this.presencePenalty = RequestChecks.between("presence_penalty", penalty, -2, 2);
      return this;
    }

    /** Most tokens to generate, reasoning included; at least 1. */
    public Builder maxTokens(int maxTokens) {
      this.maxTokens = RequestChecks.positive("max_tokens", maxTokens);
      return this;
    }

    /** How many answers; at least 1. */
    public Builder choices(int choices) {
      this.choices = RequestChecks.positive("n", choices);
      return this;
    }

    /** Seed for repeatable sampling. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Whether to say how likely each token was held. */
    public Builder logprobs(boolean logprobs) {
      this.logprobs = logprobs;
      return this;
    }

    /** For how many of the likeliest tokens at each place to say that, 0 to 20. */
    public Builder topLogprobs(int topLogprobs) {
      this.topLogprobs = (int) RequestChecks.between("top_logprobs", topLogprobs, 0, 20);
      return this;
    }

    /** Texts at which to stop, none of them empty. */
    public Builder stop(String... stop) {
      for (String text : stop) {
        if (text.isEmpty()) {
          throw new InvalidRequestException("stop", "a stop sequence must not be empty");
        }
        Surrogates.require("stop", text);
      }
      this.stop = List.of(stop);
      return this;
    }

    /** How hard to think, in the provider's word. */
    public Builder reasoningEffort(String effort) {
      Names.require("reasoning_effort", effort);
      this.reasoningEffort = effort;
      return this;
    }

    /** An opaque id of the end user, which the provider sees; no e-mail address or phone number. */
    public Builder endUser(String endUser) {
      Names.require("user", endUser);
      this.endUser = endUser;
      return this;
    }

    /**
     * A further field of the provider's request, passed through as it is written.
     *
     * @param value a {@link RawJson}, or what {@link RawJson#of} takes
     */
    public Builder extra(String name, @Nullable Object value) {
      Names.require("extra", name);
      extras.put(name, RequestChecks.json(name, value));
      return this;
    }

    /**
     * The request.
     *
     * @throws InvalidRequestException if there is no message, a message has no content, a tool
     *     result answers no earlier call, or a text has half a surrogate pair; names the place
     */
    public ChatRequest build() {
      RequestChecks.messages(messages);
      return new ChatRequest(this);
    }
  }
}
