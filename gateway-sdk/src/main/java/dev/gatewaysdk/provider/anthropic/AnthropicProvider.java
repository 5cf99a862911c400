package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.ApiKeys;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Anthropic's Messages API. Immutable, thread-safe; opens nothing before the first call.
 *
 * <p>What a request asks for and Anthropic cannot do is dropped, clamped or expressed otherwise,
 * and reported as an adjustment of the call. Extras pass as they are written: {@code thinking},
 * {@code top_k}, {@code container}, server tools under {@code tools}, and what is still to come.
 */
public final class AnthropicProvider implements Provider {
  /** Where Anthropic is. */
  public static final String DEFAULT_BASE_URL = "https://api.anthropic.com";

  /** The version of the API that this adapter was written for. */
  public static final String DEFAULT_VERSION = "2023-06-01";

  /** Most tokens of an answer if the request does not say, since Anthropic demands a limit. */
  public static final int DEFAULT_MAX_TOKENS = 4096;

  private final RequestUrl messages;
  private final int defaultMaxTokens;
  private final List<CredentialHeaders> headers;
  private final HttpTransport transport;

  private AnthropicProvider(Builder builder) {
    if (builder.apiKeys.isEmpty()) {
      throw new ConfigException("api-key is missing: set it with apiKey(Secret.env(\"…\"))");
    }
    this.messages = messages(BaseUrl.parse(builder.baseUrl, builder.http));
    this.defaultMaxTokens = builder.defaultMaxTokens;
    this.headers =
        CredentialHeaders.all(builder.apiKeys, "x-api-key", "", builder.headers(), builder.http);
    this.transport = new HttpTransport(builder.http, new AnthropicDialect());
  }

  /** Starts a provider; it needs an {@link Builder#apiKey}. */
  public static Builder builder() {
    return new Builder();
  }

  private static RequestUrl messages(BaseUrl base) {
    return base.at(base.endsWith("v1") ? "messages" : "v1/messages");
  }

  @Override
  public String type() {
    return "anthropic";
  }

  @Override
  public boolean supports(Operation operation) {
    return operation == Operation.CHAT;
  }

  @Override
  public int credentials() {
    return headers.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidRequestException if Anthropic is sure to refuse the request; nothing was sent
   */
  @Override
  public Reply open(Attempt attempt) {
    if (!(attempt.request() instanceof ChatRequest request)) {
      throw new InvalidRequestException(
          null, "Anthropic has no " + attempt.request().operation().wireName());
    }
    return transport.post(
        attempt,
        messages,
        headers.get(attempt.target().credential()),
        json ->
            new AnthropicChatWriter(
                    request,
                    attempt.target().model(),
                    attempt.streamed(),
                    defaultMaxTokens,
                    attempt::adjusted)
                .write(json),
        new AnthropicReplyReader());
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Where it is; never its key. */
  @Override
  public String toString() {
    return "AnthropicProvider(" + messages + ")";
  }

  /**
   * Builds an {@link AnthropicProvider}; not for use by several threads. Setters check at once and
   * throw {@link ConfigException}.
   */
  public static final class Builder {
    private List<Secret> apiKeys = List.of();
    private String baseUrl = DEFAULT_BASE_URL;
    private String version = DEFAULT_VERSION;
    private List<String> betas = List.of();
    private int defaultMaxTokens = DEFAULT_MAX_TOKENS;
    private HttpOptions http = HttpOptions.defaults();

    private Builder() {}

    /** The key, sent as {@code x-api-key}; this or {@link #apiKeys} is required. */
    public Builder apiKey(Secret apiKey) {
      this.apiKeys = List.of(apiKey);
      return this;
    }

    /**
     * Several keys instead of one: calls are spread over them, and one that is refused, out of
     * quota or rate-limited is left out for a while.
     *
     * @throws ConfigException if there is none, or the same one twice
     */
    public Builder apiKeys(List<Secret> apiKeys) {
      this.apiKeys = ApiKeys.require(apiKeys);
      return this;
    }

    /**
     * Where the API is, with or without {@code /v1} at its end. Default: {@value
     * AnthropicProvider#DEFAULT_BASE_URL}.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /** The {@code anthropic-version}. Default: {@value AnthropicProvider#DEFAULT_VERSION}. */
    public Builder version(String version) {
      this.version = word("version", version);
      return this;
    }

    /** Names of beta features, sent as {@code anthropic-beta}. Default: none. */
    public Builder beta(String... features) {
      for (String feature : features) {
        word("beta", feature);
      }
      this.betas = List.of(features);
      return this;
    }

    /**
     * Most tokens of an answer if the request does not say; a thinking budget comes on top. At
     * least 1. Default: 4096.
     */
    public Builder defaultMaxTokens(int maxTokens) {
      if (maxTokens < 1) {
        throw new ConfigException("default-max-tokens is " + maxTokens + "; at least 1");
      }
      this.defaultMaxTokens = maxTokens;
      return this;
    }

    /** How connections are made. Default: {@link HttpOptions#defaults}. */
    public Builder http(HttpOptions http) {
      this.http = http;
      return this;
    }

    /**
     * The provider.
     *
     * @throws ConfigException if there is no key, or the base URL is not usable; says why
     */
    public AnthropicProvider build() {
      return new AnthropicProvider(this);
    }

    private Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("anthropic-version", version);
      if (!betas.isEmpty()) {
        headers.put("anthropic-beta", String.join(",", betas));
      }
      return headers;
    }

    private static String word(String name, String value) {
      boolean word = value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',');
      if (value.isEmpty() || !word) {
        throw new ConfigException(
            name + " must be one word of ASCII characters without commas, such as 2023-06-01");
      }
      return value;
    }
  }
}
