package dev.gatewaysdk.provider.mistral;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openaiwire.OpenAiWire;
import dev.gatewaysdk.provider.openaiwire.WireFlavor;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Set;

/**
 * Mistral, through its chat completions. Thread-safe; opens no connection before the first call.
 *
 * <p>Wire facts: Mistral's API reference (docs.mistral.ai/api).
 */
public final class MistralProvider implements Provider {
  /** Where Mistral is. */
  public static final String DEFAULT_BASE_URL = "https://api.mistral.ai/v1";

  private static final String TYPE = "mistral";

  private final OpenAiWire wire;

  private MistralProvider(HttpAccess access) {
    this.wire =
        new OpenAiWire(TYPE, WireFlavor.MISTRAL, access.url(), access.bearer(), access.http());
  }

  /** Starts with everything at its default but the API key, which is required. */
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

  @Override
  public Reply open(Attempt attempt) {
    return wire.open(attempt);
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Its address. */
  @Override
  public String toString() {
    return "MistralProvider(" + wire + ")";
  }

  /** Builds a {@link MistralProvider}; not for use by several threads. */
  public static final class Builder {
    private final HttpAccess access = new HttpAccess(DEFAULT_BASE_URL);

    private Builder() {}

    /** The API key; this or {@link #apiKeys} is required. Read anew for each call. */
    public Builder apiKey(Secret apiKey) {
      access.apiKey(apiKey);
      return this;
    }

    /**
     * Several API keys instead of one: calls are spread over them, and one that is refused, out of
     * quota or rate-limited is left out for a while. Each is read anew for each call.
     *
     * @throws ConfigException if there is none, or the same one twice
     */
    public Builder apiKeys(List<Secret> apiKeys) {
      access.apiKeys(apiKeys);
      return this;
    }

    /** Where the API is, version included. Default: {@value MistralProvider#DEFAULT_BASE_URL}. */
    public Builder baseUrl(String baseUrl) {
      access.baseUrl(baseUrl);
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
     * @throws ConfigException if there is no API key, or the base URL is none to trust with it
     */
    public MistralProvider build() {
      access.requireApiKey(
          "provider type mistral needs an api-key, such as Secret.env(\"MISTRAL_API_KEY\")");
      return new MistralProvider(access);
    }
  }
}
