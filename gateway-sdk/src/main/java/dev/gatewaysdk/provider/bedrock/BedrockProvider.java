package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.BaseUrl;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock: chat by its Converse API, and embeddings, pictures and reranking by InvokeModel.
 * Immutable, thread-safe; opens nothing before the first call.
 *
 * <p>A model is an id ({@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}) or an ARN. What a
 * request asks for and Bedrock or the model cannot do is dropped, clamped or expressed otherwise,
 * and reported as an adjustment of the call. Extras pass as they are written: {@code
 * guardrailConfig}, {@code additionalModelRequestFields}, {@code performanceConfig}, {@code
 * requestMetadata}, and what is still to come.
 */
public final class BedrockProvider implements Provider {
  private static final Set<Operation> OPERATIONS =
      Set.of(
          Operation.CHAT, Operation.EMBEDDING, Operation.IMAGE, Operation.RERANK, Operation.MODELS);
  private static final Set<Capability> CHAT =
      EnumSet.of(
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.NAMED_TOOL,
          Capability.ONE_TOOL_AT_A_TIME,
          Capability.JSON_SCHEMA,
          Capability.PICTURE_DATA,
          Capability.PDF_DATA,
          Capability.REASONING_EFFORT,
          Capability.TOP_K,
          Capability.STOP_SEQUENCES,
          Capability.PROMPT_CACHE);

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  private final Set<Capability> capabilities = Capability.set(this::supports, CHAT);
  private final BaseUrl base;
  private final BaseUrl control;
  private final List<BedrockAccess> access;
  private final HttpTransport transport;

  private BedrockProvider(Builder builder) {
    HttpOptions http = builder.credentials.http.http();
    this.access = builder.credentials.access(builder.region);
    this.base = BaseUrl.parse(builder.address("bedrock-runtime"), http);
    this.control = BaseUrl.parse(builder.address("bedrock"), http);
    this.transport = new HttpTransport(http, new BedrockDialect());
  }

  /**
   * Starts a provider; it needs credentials.
   *
   * @param region such as {@code us-east-1}
   * @throws ConfigException if that cannot be a region
   */
  public static Builder builder(String region) {
    return new Builder(region);
  }

  @Override
  public String type() {
    return "bedrock";
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
    return access.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidRequestException if Bedrock is sure to refuse the request; nothing was sent
   */
  @Override
  public Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    if (asked instanceof ChatRequest request) {
      return chat(attempt, request);
    } else if (asked instanceof EmbeddingRequest embedding) {
      EmbeddingRequest request = InvokeEmbeddingWriter.fetched(embedding, attempt);
      return invoke(
          attempt,
          json -> InvokeEmbeddingWriter.write(json, request, attempt),
          new InvokeEmbeddingReader(request.inputs().size()));
    } else if (asked instanceof ImageRequest request) {
      return invoke(
          attempt,
          json -> InvokeImageWriter.write(json, request, attempt),
          new InvokeImageReader(attempt.trail()));
    } else if (asked instanceof RerankRequest request) {
      return invoke(
          attempt,
          json -> InvokeRerankWriter.write(json, request, attempt.target().model()),
          new InvokeRerankReader());
    } else if (asked instanceof ListModelsRequest) {
      return new BedrockModels((url, reader) -> list(attempt, url, reader), control);
    }
    throw new UnsupportedRequestException(
        null, "provider type " + type() + " cannot do " + asked.operation().wireName());
  }

  private Reply chat(Attempt attempt, ChatRequest request) {
    ConverseWriter writer =
        new ConverseWriter(
            LinkedMedia.fetched(request, attempt, link -> true),
            attempt.target().model(),
            attempt::adjusted);
    boolean streamed = attempt.streamed() && writer.streams();
    String operation = streamed ? "converse-stream" : "converse";
    return post(attempt, operation, writer::write, writer.reader());
  }

  private Reply invoke(Attempt attempt, JsonBody body, ReplyReader reader) {
    return post(attempt, "invoke", body, reader);
  }

  private Reply post(Attempt attempt, String operation, JsonBody body, ReplyReader reader) {
    RequestUrl url = base.at(List.of("model", attempt.target().model(), operation));
    return access(attempt).post(transport, attempt, url, body, reader);
  }

  private Reply list(Attempt attempt, RequestUrl url, BedrockModelsReader reader) {
    return access(attempt).get(transport, attempt, url, reader);
  }

  private BedrockAccess access(Attempt attempt) {
    return access.get(attempt.target().credential());
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Where it is; never its credentials. */
  @Override
  public String toString() {
    return "BedrockProvider(" + base + ")";
  }

  /**
   * Builds a {@link BedrockProvider}; not for use by several threads. Setters check at once and
   * throw {@link ConfigException}.
   */
  public static final class Builder {
    private static final Map<String, String> DOMAINS =
        Map.of(
            "cn-", "amazonaws.com.cn",
            "eusc-", "amazonaws.eu",
            "us-iso-", "c2s.ic.gov",
            "us-isob-", "sc2s.sgov.gov",
            "us-isof-", "csp.hci.ic.gov",
            "eu-isoe-", "cloud.adc-e.uk");

    private final String region;
    private final BedrockCredentials credentials = new BedrockCredentials();
    private @Nullable String baseUrl;

    private Builder(String region) {
      if (!REGION.matcher(region).matches()) {
        throw new ConfigException("region is not a region of AWS, such as us-east-1");
      }
      this.region = region;
    }

    /** An access key; this, one of the other forms of credentials, or an API key is required. */
    public Builder credentials(Secret accessKeyId, Secret secretAccessKey) {
      credentials.accessKeyId = accessKeyId;
      credentials.secretAccessKey = secretAccessKey;
      return this;
    }

    /** The token that belongs to a temporary access key. Default: none, for a lasting key. */
    public Builder sessionToken(Secret sessionToken) {
      credentials.sessionToken = sessionToken;
      return this;
    }

    /**
     * Where credentials come from instead, such as a role that is assumed.
     *
     * @param supplier asked for each request on the calling thread; it must be thread-safe, and
     *     should cache. If it fails, the try counts as failed, and nothing was sent.
     */
    public Builder credentials(Supplier<AwsCredentials> supplier) {
      credentials.suppliers = List.of(supplier);
      return this;
    }

    /**
     * Several credentials instead of one, say of several accounts with quotas of their own: calls
     * are spread over them, and one that is refused, out of quota or rate-limited is left out for a
     * while. For access keys, see {@link AwsCredentials#from}.
     *
     * @throws ConfigException if there is none
     */
    public Builder credentials(List<? extends Supplier<AwsCredentials>> suppliers) {
      credentials.suppliers = BedrockCredentials.require(suppliers);
      return this;
    }

    /**
     * An API key of Bedrock instead, sent as bearer token; nothing is signed then. AWS's own
     * clients keep it in {@code AWS_BEARER_TOKEN_BEDROCK}.
     */
    public Builder apiKey(Secret apiKey) {
      credentials.http.apiKey(apiKey);
      return this;
    }

    /**
     * Several API keys instead of one, over which calls are spread as over credentials.
     *
     * @throws ConfigException if there is none, or the same one twice
     */
    public Builder apiKeys(List<Secret> apiKeys) {
      credentials.http.apiKeys(apiKeys);
      return this;
    }

    /**
     * Where the API is, such as a VPC endpoint or a proxy; the list of models is asked for there,
     * too. Default: {@code https://bedrock-runtime.REGION.amazonaws.com}, and {@code
     * https://bedrock.REGION.amazonaws.com} for the list.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /** How connections are made. Default: {@link HttpOptions#defaults}. */
    public Builder http(HttpOptions http) {
      credentials.http.http(http);
      return this;
    }

    /**
     * The provider.
     *
     * @throws ConfigException if there are no credentials, or two kinds of them, or the base URL is
     *     not usable; says why
     */
    public BedrockProvider build() {
      return new BedrockProvider(this);
    }

    private String address(String service) {
      if (baseUrl != null) {
        return baseUrl;
      }
      return "https://" + service + "." + region + "." + domain();
    }

    /** AWS is several clouds, each with a domain of its own. Source: botocore's partitions. */
    private String domain() {
      return DOMAINS.entrySet().stream()
          .filter(cloud -> region.startsWith(cloud.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("amazonaws.com");
    }
  }
}
