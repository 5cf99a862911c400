package dev.gatewaysdk.provider.azure;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openaiwire.OpenAiWire;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's models on Azure, and the models of an Azure AI Foundry. Thread-safe; opens no connection
 * before the first call.
 *
 * <p>A target's model is the name of a deployment, unless the provider has a {@link
 * Builder#deployment} of its own; the answer says which model it was. Wire facts: Microsoft's
 * reference (learn.microsoft.com/azure/foundry/openai/reference).
 */
public final class AzureOpenAiProvider implements Provider {
  private static final String TYPE = "azure-openai";
  private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final OpenAiWire wire;
  private final @Nullable String deployment;

  private AzureOpenAiProvider(Builder builder) {
    HttpAccess access = builder.access;
    AzureUrls urls =
        AzureUrls.of(BaseUrl.parse(builder.address(), access.http()), builder.apiVersion);
    this.deployment = builder.deployment;
    this.wire =
        new OpenAiWire(TYPE, urls.flavor(), urls, builder.headers(urls.headers()), access.http());
  }

  /** Starts without anything; where it is and a credential are required. */
  public static Builder builder() {
    return new Builder();
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
  public int credentials() {
    return wire.credentials();
  }

  /** The deployment that all calls go to; null if that is up to each target. */
  public @Nullable String deployment() {
    return deployment;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidRequestException if the request is wrong, or Azure cannot do it
   */
  @Override
  public Reply open(Attempt attempt) {
    return wire.open(deployment == null ? attempt : attempt.withModel(deployment));
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Its address. */
  @Override
  public String toString() {
    return "AzureOpenAiProvider(" + wire + (deployment == null ? "" : ", " + deployment) + ")";
  }

  /**
   * Builds an {@link AzureOpenAiProvider}; not for use by several threads. Setters check at once
   * and throw {@link ConfigException}.
   */
  public static final class Builder {
    private @Nullable String resource;
    private final HttpAccess access = new HttpAccess();
    private @Nullable String baseUrl;
    private @Nullable String deployment;
    private @Nullable AzureVersion apiVersion;
    private @Nullable Secret accessToken;

    private Builder() {}

    /** The resource's name, for {@code https://NAME.openai.azure.com}; this or a base URL. */
    public Builder resource(String resource) {
      if (!RESOURCE.matcher(resource).matches()) {
        throw new ConfigException(
            "resource must be the name of an Azure resource, such as my-res in"
                + " https://my-res.openai.azure.com; other addresses are a base-url");
      }
      this.resource = resource;
      return this;
    }

    /**
     * Where it is instead, such as a private link or a Foundry. A path of {@code /openai/v1} or
     * {@code /models} at its end asks for that surface.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = baseUrl;
      return this;
    }

    /**
     * The deployment that all calls go to; a target's model then only says what is deployed, for
     * the price. Default: none, so that the target's model is the deployment.
     */
    public Builder deployment(String deployment) {
      if (!DEPLOYMENT.matcher(deployment).matches()) {
        throw new ConfigException(
            "deployment must be the name of a deployment: up to 128 letters, digits, '.', '_' and"
                + " '-', and no '/'");
      }
      this.deployment = deployment;
      return this;
    }

    /**
     * A date such as {@code 2024-10-21} or {@code 2025-01-01-preview}, or {@code v1}, {@code
     * preview} or {@code latest}. Default: {@code v1}, the surface without dates; {@code
     * 2024-05-01-preview} for a Foundry's {@code /models}.
     */
    public Builder apiVersion(String apiVersion) {
      this.apiVersion = new AzureVersion(apiVersion);
      return this;
    }

    /** The key; this, {@link #apiKeys} or {@link #accessToken} is required. */
    public Builder apiKey(Secret apiKey) {
      access.apiKey(apiKey);
      return this;
    }

    /**
     * Several keys instead of one: calls are spread over them, and one that is refused, out of
     * quota or rate-limited is left out for a while. Each is read anew for each call.
     *
     * @throws ConfigException if there is none, or the same one twice
     */
    public Builder apiKeys(List<Secret> apiKeys) {
      access.apiKeys(apiKeys);
      return this;
    }

    /**
     * A token of Microsoft Entra ID, asked for at each call: let azure-identity or the like supply
     * it, for the scope {@code https://cognitiveservices.azure.com/.default}, and keep it fresh.
     */
    public Builder accessToken(Secret accessToken) {
      this.accessToken = accessToken;
      return this;
    }

    /** How connections are made. Default: {@link HttpOptions#defaults()}. */
    public Builder http(HttpOptions http) {
      access.http(http);
      return this;
    }

    /**
     * The provider.
     *
     * @throws ConfigException if it is not said where it is, if there is not exactly one kind of
     *     credential, or if the base URL is none to trust with it
     */
    public AzureOpenAiProvider build() {
      return new AzureOpenAiProvider(this);
    }

    private String address() {
      if (baseUrl != null) {
        return baseUrl;
      }
      if (resource == null) {
        throw new ConfigException(
            "provider type azure-openai needs a resource, such as my-res in"
                + " https://my-res.openai.azure.com, or a base-url");
      }
      return "https://" + resource + ".openai.azure.com";
    }

    private List<CredentialHeaders> headers(Map<String, String> further) {
      if (access.hasApiKey() == (accessToken != null)) {
        throw new ConfigException(
            "provider type azure-openai needs either an api-key, such as"
                + " Secret.env(\"AZURE_OPENAI_API_KEY\"), or an access-token");
      }
      return accessToken == null
          ? access.headers("api-key", "", further)
          : CredentialHeaders.all(
              List.of(accessToken), "Authorization", "Bearer ", further, access.http());
    }
  }
}
