package dev.gatewaysdk.provider.gemini;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.geminiwire.GeminiFlavor;
import dev.gatewaysdk.provider.geminiwire.GeminiVersion;
import dev.gatewaysdk.provider.geminiwire.GeminiWire;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google's Gemini API, with a key of its AI Studio. Thread-safe; opens no connection before the
 * first call.
 *
 * <p>Models are named as Google does, with or without {@code models/}. What a request asks for and
 * the model cannot do is dropped, clamped or expressed otherwise, and reported as an adjustment of
 * the call. Extras pass as they are written, such as {@code safetySettings} and {@code
 * cachedContent}; those of {@code generationConfig} and {@code toolConfig} are joined with what the
 * request says. Wire facts: Google's API reference (ai.google.dev/api).
 */
public final class GeminiProvider implements Provider {
  /** Where the Gemini API is; its version is added. */
  public static final String DEFAULT_BASE_URL = "https://generativelanguage.googleapis.com";

  /** The version that is used if the base URL names none. */
  public static final String DEFAULT_VERSION = "v1beta";

  private static final String TYPE = "gemini";

  private final GeminiWire wire;

  private GeminiProvider(HttpAccess access) {
    this.wire =
        new GeminiWire(
            TYPE,
            GeminiFlavor.GEMINI,
            GeminiVersion.base(access.url(), DEFAULT_VERSION, access.http()),
            GeminiProvider::path,
            access.headers("x-goog-api-key", "", Map.of()),
            access.http());
  }

  /** Starts with everything at its default but the API key, which is required. */
  public static Builder builder() {
    return new Builder();
  }

  private static String path(String model) {
    return model.contains("/") ? model : "models/" + model;
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
    return "GeminiProvider(" + wire + ")";
  }

  /** Builds a {@link GeminiProvider}; not for use by several threads. */
  public static final class Builder {
    private final HttpAccess access = new HttpAccess(DEFAULT_BASE_URL);

    private Builder() {}

    /**
     * The API key, sent as {@code x-goog-api-key}; this or {@link #apiKeys} is required. Read anew
     * for each call.
     */
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

    /**
     * Where the API is; a version at its end, such as {@code /v1}, goes before {@value
     * GeminiProvider#DEFAULT_VERSION}. Default: {@value GeminiProvider#DEFAULT_BASE_URL}.
     */
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
    public GeminiProvider build() {
      access.requireApiKey(
          "provider type gemini needs an api-key, such as Secret.env(\"GEMINI_API_KEY\")");
      return new GeminiProvider(access);
    }
  }
}
