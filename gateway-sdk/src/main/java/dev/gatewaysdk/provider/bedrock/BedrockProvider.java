package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.SignedHeaders;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.secret.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock's Converse API, and embeddings of Titan and Cohere. Immutable, thread-safe; opens
 * nothing before the first call.
 *
 * <p>A model is an id ({@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}) or an ARN. What a
 * request asks for and Converse or the model cannot do is dropped, clamped or expressed otherwise,
 * and reported as an adjustment of the call. Extras pass as they are written: {@code
 * guardrailConfig}, {@code additionalModelRequestFields}, {@code performanceConfig}, {@code
 * requestMetadata}, and what is still to come.
 */
public final class BedrockProvider implements Provider {
  private static final Set<Capability> CHAT =
      EnumSet.of(
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.REQUIRED_TOOL,
          Capability.NAMED_TOOL,
          Capability.JSON_SCHEMA,
          Capability.PICTURE_DATA,
          Capability.PDF_DATA,
          Capability.REASONING_EFFORT,
          Capability.TOP_K,
          Capability.STOP_SEQUENCES,
          Capability.PROMPT_CACHE);

  private static final String SERVICE = "bedrock";
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");

  private final Set<Capability> capabilities = Capability.set(this::supports, CHAT);
  private final BaseUrl base;
  private final SignedHeaders headers;
  private final HttpTransport transport;

  private BedrockProvider(Builder builder) {
    Supplier<AwsCredentials> credentials = builder.credentials();
    this.base = BaseUrl.parse(builder.baseUrl(), builder.http);
    this.headers = new SignedHeaders(new SigV4(builder.region, SERVICE, credentials), builder.http);
    this.transport = new HttpTransport(builder.http, new BedrockDialect());
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
    return operation == Operation.CHAT || operation == Operation.EMBEDDING;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidRequestException if Converse is sure to refuse the request; nothing was sent
   */
  @Override
  public Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    if (asked instanceof ChatRequest request) {
      ConverseWriter writer =
          new ConverseWriter(request, attempt.target().model(), attempt::adjusted);
      String operation = attempt.streamed() ? "converse-stream" : "converse";
      return post(attempt, operation, writer::write, writer.reader());
    } else if (asked instanceof EmbeddingRequest request) {
      return post(
          attempt,
          "invoke",
          json -> InvokeEmbeddingWriter.write(json, request, attempt),
          new InvokeEmbeddingReader());
    }
    throw new UnsupportedRequestException(
        null, "provider type " + type() + " cannot do " + asked.operation().wireName());
  }

  private Reply post(Attempt attempt, String operation, JsonBody body, ReplyReader reader) {
    List<String> path = List.of("model", attempt.target().model(), operation);
    return transport.post(attempt, base.at(path), headers, body, reader);
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
    private final String region;
    private @Nullable Secret accessKeyId;
    private @Nullable Secret secretAccessKey;
    private @Nullable Secret sessionToken;
    private @Nullable Supplier<AwsCredentials> supplier;
    private @Nullable String baseUrl;
    private HttpOptions http = HttpOptions.defaults();

    private Builder(String region) {
      if (!REGION.matcher(region).matches()) {
        throw new ConfigException("region is not a region of AWS, such as us-east-1");
      }
      this.region = region;
    }

    /** An access key; this or {@link #credentials(Supplier)} is required. */
    public Builder credentials(Secret accessKeyId, Secret secretAccessKey) {
      this.accessKeyId = accessKeyId;
      this.secretAccessKey = secretAccessKey;
      return this;
    }

    /** The token that belongs to a temporary access key. Default: none, for a lasting key. */
    public Builder sessionToken(Secret sessionToken) {
      this.sessionToken = sessionToken;
      return this;
    }

    /**
     * Where credentials come from instead, such as a role that is assumed.
     *
     * @param supplier asked for each request on the calling thread; it must be thread-safe, and
     *     should cache. If it fails, the try counts as failed, and nothing was sent.
     */
    public Builder credentials(Supplier<AwsCredentials> supplier) {
      this.supplier = supplier;
      return this;
    }

    /**
     * Where the API is, such as a VPC endpoint. Default: {@code
     * https://bedrock-runtime.REGION.amazonaws.com}.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
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
     * @throws ConfigException if there are no credentials, or two kinds of them, or the base URL is
     *     not usable; says why
     */
    public BedrockProvider build() {
      return new BedrockProvider(this);
    }

    private String baseUrl() {
      if (baseUrl != null) {
        return baseUrl;
      }
      String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
      return "https://bedrock-runtime." + region + "." + domain;
    }

    private Supplier<AwsCredentials> credentials() {
      Secret id = accessKeyId;
      Secret key = secretAccessKey;
      Secret token = sessionToken;
      Supplier<AwsCredentials> asked = supplier;
      if (asked != null) {
        if (id != null || token != null) {
          throw new ConfigException(
              "credentials are given twice: as a key and by a supplier; give one of the two");
        }
        return () -> supplied(asked);
      }
      if (id == null || key == null) {
        throw new ConfigException(
            "access-key-id is missing: set it with credentials(Secret.env(\"AWS_ACCESS_KEY_ID\"),"
                + " Secret.env(\"AWS_SECRET_ACCESS_KEY\"))");
      }
      return () ->
          new AwsCredentials(id.reveal(), key.reveal(), token == null ? null : token.reveal());
    }

    private static AwsCredentials supplied(Supplier<AwsCredentials> supplier) {
      try {
        return supplier.get();
      } catch (GatewayException e) {
        throw e;
      } catch (RuntimeException e) {
        throw ProviderException.builder(
                FailureKind.UNAVAILABLE,
                "the supplier of AWS credentials failed: " + e.getClass().getName())
            .notSent()
            .cause(e)
            .build();
      }
    }
  }
}
