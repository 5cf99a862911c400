package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API. Immutable, thread-safe; opens nothing before the first call.
 *
 * <p>What a request asks for and Anthropic cannot do is dropped, clamped or expressed otherwise,
 * and reported as an adjustment of the call. Extras pass as they are written: {@code thinking},
 * {@code container}, {@code context_management}, and what is still to come; those of OpenAI that
 * Anthropic would refuse are left out. Files that the request names by their id are asked for with
 * the beta header of the Files API.
 */
public final class AnthropicProvider implements Provider {
  private static final Set<Capability> CHAT =
      EnumSet.of(
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.NAMED_TOOL,
          Capability.ONE_TOOL_AT_A_TIME,
          Capability.JSON_SCHEMA,
          Capability.PICTURE_DATA,
          Capability.PICTURE_URL,
          Capability.PDF_DATA,
          Capability.FILE_URL,
          Capability.REASONING_EFFORT,
          Capability.TOP_K,
          Capability.STOP_SEQUENCES,
          Capability.PROMPT_CACHE,
          Capability.END_USER);

  /** Where Anthropic is. */
  public static final String DEFAULT_BASE_URL = "https://api.anthropic.com";

  /** The version of the API that this adapter was written for. */
  public static final String DEFAULT_VERSION = "2023-06-01";

  private static final String FILES = "files-api-2025-04-14";

  private final Set<Capability> capabilities = Capability.set(this::supports, CHAT);
  private final RequestUrl messages;
  private final @Nullable Integer defaultMaxTokens;
  private final List<CredentialHeaders> headers;
  private final List<CredentialHeaders> fileHeaders;
  private final HttpTransport transport;

  private AnthropicProvider(Builder builder) {
    HttpAccess access = builder.access;
    access.requireApiKey("api-key is missing: set it with apiKey(Secret.env(\"…\"))");
    this.messages = messages(access.url());
    this.defaultMaxTokens = builder.defaultMaxTokens;
    this.headers = headers(builder, builder.betas);
    this.fileHeaders =
        builder.betas.stream().anyMatch(beta -> beta.startsWith("files-api-"))
            ? headers
            : headers(builder, Stream.concat(builder.betas.stream(), Stream.of(FILES)).toList());
    this.transport = new HttpTransport(access.http(), new AnthropicDialect());
  }

  /** Starts a provider; it needs an {@link Builder#apiKey}. */
  public static Builder builder() {
    return new Builder();
  }

  private static List<CredentialHeaders> headers(Builder builder, List<String> betas) {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("anthropic-version", builder.version);
    if (!betas.isEmpty()) {
      fixed.put("anthropic-beta", String.join(",", betas));
    }
    return builder.access.headers("x-api-key", "", fixed);
  }

  private static RequestUrl messages(BaseUrl base) {
    return base.at(base.endsWith("v1") ? "messages" : "v1/messages");
  }

  @Override
  public String type() {
    return "anthropic";
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
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
      throw new UnsupportedRequestException(
          null, "Anthropic has no " + attempt.request().operation().wireName());
    }
    ModelPrice known = attempt.target().price();
    AnthropicChatWriter writer =
        new AnthropicChatWriter(
            LinkedMedia.fetched(request, attempt, AnthropicMedia::isPlainHttp),
            attempt.target().model(),
            attempt.streamed(),
            new AnthropicMaxTokens(defaultMaxTokens, known == null ? null : known.maxOutput()),
            attempt::adjusted);
    return transport.post(
        attempt,
        messages,
        (namesFiles(request) ? fileHeaders : headers).get(attempt.target().credential()),
        writer::write,
        writer.reader());
  }

  private static boolean namesFiles(ChatRequest request) {
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (AnthropicMedia.isById(part)) {
          return true;
        }
      }
    }
    return false;
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
    private final HttpAccess access = new HttpAccess(DEFAULT_BASE_URL);
    private String version = DEFAULT_VERSION;
    private List<String> betas = List.of();
    private @Nullable Integer defaultMaxTokens;

    private Builder() {}

    /** The key, sent as {@code x-api-key}; this or {@link #apiKeys} is required. */
    public Builder apiKey(Secret apiKey) {
      access.apiKey(apiKey);
      return this;
    }

    /**
     * Several keys instead of one: calls are spread over them, and one that is refused, out of
     * quota or rate-limited is left out for a while.
     *
     * @throws ConfigException if there is none, or the same one twice
     */
    public Builder apiKeys(List<Secret> apiKeys) {
      access.apiKeys(apiKeys);
      return this;
    }

    /**
     * Where the API is, with or without {@code /v1} at its end. Default: {@value
     * AnthropicProvider#DEFAULT_BASE_URL}.
     */
    public Builder baseUrl(String baseUrl) {
      access.baseUrl(baseUrl);
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
     * least 1. Default: what the model can generate by the price book, but 8,192 for models before
     * 4.5, which refuse what their context window has no room for, and 21,333 if the answer is
     * wanted whole, since a connection may break before more is there; 4,096 if the book does not
     * say.
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
      access.http(http);
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
