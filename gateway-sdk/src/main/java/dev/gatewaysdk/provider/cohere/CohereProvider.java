package dev.gatewaysdk.provider.cohere;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.coherewire.CohereEmbeddingWriter;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.secret.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Cohere's chat, embeddings and reranking, version 2. Immutable, thread-safe; opens nothing before
 * the first call.
 *
 * <p>What a request asks for and Cohere cannot do is dropped, clamped or expressed otherwise, and
 * reported as an adjustment of the call. Extras pass as they are written: {@code documents}, {@code
 * citation_options}, {@code safety_mode}, {@code thinking}, and what is still to come.
 */
public final class CohereProvider implements Provider {
  private static final Set<Capability> CHAT =
      EnumSet.of(
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.JSON_OBJECT,
          Capability.JSON_SCHEMA,
          Capability.PICTURE_DATA,
          Capability.PICTURE_URL,
          Capability.REASONING_EFFORT,
          Capability.SEED,
          Capability.TOP_K,
          Capability.STOP_SEQUENCES);

  /** Where Cohere is. */
  public static final String DEFAULT_BASE_URL = "https://api.cohere.com";

  private static final Set<Operation> OPERATIONS =
      Set.of(Operation.CHAT, Operation.EMBEDDING, Operation.RERANK, Operation.MODELS);
  private static final int VERSION_LENGTH = "/v2".length();
  private static final String MOST_MODELS = "1000";

  private final Set<Capability> capabilities = Capability.set(this::supports, CHAT);
  private final BaseUrl base;
  private final RequestUrl chat;
  private final List<CredentialHeaders> headers;
  private final HttpTransport transport;

  private CohereProvider(HttpAccess access) {
    access.requireApiKey("api-key is missing: set it with apiKey(Secret.env(\"…\"))");
    this.base = BaseUrl.parse(root(access.baseUrl()), access.http());
    this.chat = base.at("v2/chat");
    this.headers = access.bearer();
    this.transport = new HttpTransport(access.http(), new CohereDialect());
  }

  /** Starts a provider; it needs an {@link Builder#apiKey}. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String type() {
    return "cohere";
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public boolean supports(Operation operation) {
    return OPERATIONS.contains(operation);
  }

  @Override
  public int credentials() {
    return headers.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidRequestException if Cohere is sure to refuse the request; nothing was sent
   */
  @Override
  public Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    if (asked instanceof ChatRequest request) {
      String model = attempt.target().model();
      CohereChatWriter writer =
          new CohereChatWriter(request, model, attempt.streamed(), attempt::adjusted);
      return post(attempt, chat, writer::write, new CohereReplyReader());
    } else if (asked instanceof EmbeddingRequest embedding) {
      EmbeddingRequest request = LinkedMedia.fetched(embedding, attempt);
      return post(
          attempt,
          base.at("v2/embed"),
          json -> CohereEmbeddingWriter.forCohere(json, request, attempt),
          new CohereEmbeddingReader(request.inputs().size()));
    } else if (asked instanceof RerankRequest request) {
      return post(
          attempt,
          base.at("v2/rerank"),
          json -> CohereRerankWriter.write(json, request, attempt.target().model()),
          new CohereRerankReader());
    } else if (asked instanceof ListModelsRequest) {
      RequestUrl models = base.at("v1/models").query("page_size", MOST_MODELS);
      return transport.get(attempt, models, headers(attempt), new CohereModelsReader());
    }
    throw new UnsupportedRequestException(
        null, "provider type " + type() + " cannot do " + asked.operation().wireName());
  }

  private Reply post(Attempt attempt, RequestUrl url, JsonBody body, ReplyReader reader) {
    return transport.post(attempt, url, headers(attempt), body, reader);
  }

  private CredentialHeaders headers(Attempt attempt) {
    return headers.get(attempt.target().credential());
  }

  /**
   * Models are listed by version 1, all else is of version 2, so neither is a part of what all have
   * in common.
   */
  private static String root(String baseUrl) {
    String plain = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    if (plain.endsWith("/compatibility/v1")) {
      throw new ConfigException(
          "base-url is Cohere's surface for clients of OpenAI: leave it out, or use type"
              + " openai-compatible");
    }
    return plain.endsWith("/v1") || plain.endsWith("/v2")
        ? plain.substring(0, plain.length() - VERSION_LENGTH)
        : baseUrl;
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Where it is; never its key. */
  @Override
  public String toString() {
    return "CohereProvider(" + chat + ")";
  }

  /**
   * Builds a {@link CohereProvider}; not for use by several threads. Setters check at once and
   * throw {@link ConfigException}.
   */
  public static final class Builder {
    private final HttpAccess access = new HttpAccess(DEFAULT_BASE_URL);

    private Builder() {}

    /** The key, sent as bearer token; this or {@link #apiKeys} is required. */
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
     * Where the API is, with or without {@code /v1} or {@code /v2} at its end. Default: {@value
     * CohereProvider#DEFAULT_BASE_URL}.
     */
    public Builder baseUrl(String baseUrl) {
      access.baseUrl(baseUrl);
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
    public CohereProvider build() {
      return new CohereProvider(access);
    }
  }
}
