package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.geminiwire.GeminiFlavor;
import dev.gatewaysdk.provider.geminiwire.GeminiVersion;
import dev.gatewaysdk.provider.geminiwire.GeminiWire;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's models on Vertex AI, under a project of Google Cloud. Thread-safe; opens no connection
 * before the first call.
 *
 * <p>Models are named as Google does; {@code endpoints/ID} is a tuned model of the project. Other
 * publishers' models have other wires and are not served. What a request asks for and the model
 * cannot do is dropped, clamped or expressed otherwise, and reported as an adjustment of the call.
 * Extras pass as they are written, such as {@code safetySettings} and {@code labels}; those of
 * {@code generationConfig} and {@code toolConfig} are joined with what the request says. Wire
 * facts: Google's API reference (cloud.google.com/vertex-ai/docs/reference/rest).
 */
public final class VertexAiProvider implements Provider {
  /** The location that Google picks a region for. */
  public static final String GLOBAL = "global";

  /** The version that is used if the base URL names none; Google's own clients use it, too. */
  public static final String DEFAULT_VERSION = "v1beta1";

  private static final String TYPE = "vertex-ai";
  private static final int UNAUTHORIZED = 401;
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9.:_-]{0,126}");
  private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final GeminiWire wire;
  private final @Nullable AccessTokens tokens;

  private VertexAiProvider(Builder builder) {
    AccessTokens tokens = null;
    Secret token = builder.accessToken;
    if (builder.credentials != null) {
      tokens = new AccessTokens(builder.credentials, builder.http);
      token = Secret.supplier(tokens::current);
    }
    if (token == null || (tokens != null && builder.accessToken != null)) {
      throw new ConfigException(
          "provider type vertex-ai needs either credentials, the JSON of a service account's key"
              + " file, or an access-token");
    }
    this.tokens = tokens;
    String url = builder.baseUrl == null ? defaultUrl(builder.region) : builder.baseUrl;
    String parent = "projects/" + builder.project + "/locations/" + builder.region + "/";
    this.wire =
        new GeminiWire(
            TYPE,
            GeminiFlavor.VERTEX,
            GeminiVersion.base(BaseUrl.parse(url, builder.http), DEFAULT_VERSION, builder.http),
            model -> path(parent, model),
            CredentialHeaders.all(
                List.of(token), "Authorization", "Bearer ", Map.of(), builder.http),
            builder.http);
  }

  /**
   * Starts with everything at its default but the credentials, which are required.
   *
   * @param project the id of the Google Cloud project that calls are booked on
   * @throws ConfigException if no project has such an id
   */
  public static Builder builder(String project) {
    return new Builder(project);
  }

  private static String defaultUrl(String region) {
    return switch (region) {
      case GLOBAL -> "https://aiplatform.googleapis.com";
      case "us", "eu" -> "https://aiplatform." + region + ".rep.googleapis.com";
      default -> "https://" + region + "-aiplatform.googleapis.com";
    };
  }

  private static String path(String parent, String model) {
    if (model.startsWith("projects/")) {
      return model;
    }
    if (model.startsWith("publishers/") || model.startsWith("endpoints/")) {
      return parent + model;
    }
    return parent + "publishers/google/models/" + model.substring(model.lastIndexOf('/') + 1);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<Capability> capabilities() {
    return wire.capabilities();
  }

  @Override
  public boolean supports(Operation operation) {
    return wire.supports(operation);
  }

  @Override
  public Reply open(Attempt attempt) {
    if (tokens == null) {
      return wire.open(attempt);
    }
    tokens.prepare(attempt);
    String used = tokens.current();
    try {
      return wire.open(attempt);
    } catch (ProviderException e) {
      if (e.providerStatus() == UNAUTHORIZED) {
        tokens.forget(used); // Revoked before its time, perhaps.
      }
      throw e;
    }
  }

  @Override
  public void close() {
    wire.close();
    if (tokens != null) {
      tokens.close();
    }
  }

  /** Its address. */
  @Override
  public String toString() {
    return "VertexAiProvider(" + wire + ")";
  }

  /**
   * Builds a {@link VertexAiProvider}; not for use by several threads. Setters check at once and
   * throw {@link ConfigException}.
   */
  public static final class Builder {
    private final String project;
    private String region = GLOBAL;
    private @Nullable Secret credentials;
    private @Nullable Secret accessToken;
    private @Nullable String baseUrl;
    private HttpOptions http = HttpOptions.defaults();

    private Builder(String project) {
      if (!PROJECT.matcher(project).matches()) {
        throw new ConfigException(
            "project must be the id of a Google Cloud project, such as my-project-123");
      }
      this.project = project;
    }

    /**
     * Where the model runs, such as {@code europe-west4}; {@code us} and {@code eu} stand for all
     * regions there. Default: {@value VertexAiProvider#GLOBAL}.
     */
    public Builder region(String region) {
      if (!REGION.matcher(region).matches()) {
        throw new ConfigException(
            "region must be a location of Google Cloud, such as europe-west4, or global");
      }
      this.region = region;
      return this;
    }

    /**
     * A service account, by the JSON of its key file. Tokens are fetched from its {@code token_uri}
     * when the first call needs one, and renewed before they expire.
     */
    public Builder credentials(Secret keyFile) {
      this.credentials = keyFile;
      return this;
    }

    /**
     * An OAuth access token, asked for at each call: for other kinds of credentials, let Google's
     * own library supply it.
     */
    public Builder accessToken(Secret accessToken) {
      this.accessToken = accessToken;
      return this;
    }

    /**
     * Where the API is; a version at its end, such as {@code /v1}, goes before {@value
     * VertexAiProvider#DEFAULT_VERSION}. Default: Google's address of the region.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * How connections are made, those for tokens included. Default: {@link HttpOptions#defaults()}.
     */
    public Builder http(HttpOptions http) {
      this.http = http;
      return this;
    }

    /**
     * The provider.
     *
     * @throws ConfigException if there is not exactly one kind of credentials, or the base URL is
     *     none to trust with them
     */
    public VertexAiProvider build() {
      return new VertexAiProvider(this);
    }
  }
}
