package dev.gatewaysdk.provider.openai;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenAI, through its chat completions. Thread-safe; opens no connection before the first call.
 *
 * <p>Wire facts: OpenAI's API reference (platform.openai.com/docs/api-reference/chat).
 */
public final class OpenAiProvider implements Provider {
  /** Where OpenAI is: {@code https://api.openai.com/v1}. */
  public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

  private static final String TYPE = "openai";

  private final OpenAiWire wire;

  private OpenAiProvider(Builder builder) {
    HttpAccess access = builder.access;
    this.wire =
        new OpenAiWire(
            TYPE,
            WireFlavor.OPENAI,
            access.url(),
            access.headers("Authorization", "Bearer ", builder.headers),
            access.http());
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
    return "OpenAiProvider(" + wire + ")";
  }

  /** Builds an {@link OpenAiProvider}; not for use by several threads. */
  public static final class Builder {
    private final HttpAccess access = new HttpAccess(DEFAULT_BASE_URL);
    private final Map<String, String> headers = new LinkedHashMap<>();

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

    /** Where the API is, version included. Default: {@value OpenAiProvider#DEFAULT_BASE_URL}. */
    public Builder baseUrl(String baseUrl) {
      access.baseUrl(baseUrl);
      return this;
    }

    /** The organisation that calls are booked on. Default: the API key's own. */
    public Builder organization(String organization) {
      headers.put("OpenAI-Organization", organization);
      return this;
    }

    /** The project that calls are booked on. Default: the API key's own. */
    public Builder project(String project) {
      headers.put("OpenAI-Project", project);
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
     * @throws ConfigException if there is no API key, the base URL is none to trust with it, or a
     *     name holds a character that no header may have
     */
    public OpenAiProvider build() {
      access.requireApiKey(
          "provider type openai needs an api-key, such as Secret.env(\"OPENAI_API_KEY\")");
      return new OpenAiProvider(this);
    }
  }
}
