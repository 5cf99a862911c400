package dev.gatewaysdk.provider.openaicompatible;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openaiwire.OpenAiWire;
import dev.gatewaysdk.provider.openaiwire.WireFlavor;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host that speaks OpenAI's wire, through its chat completions: OpenRouter, DeepSeek, Ollama,
 * vLLM and many more. Thread-safe; opens no connection before the first call.
 *
 * <p>What is known of a host is found by its name in the base URL; all others are taken for the
 * usual sort, which the builder can correct.
 */
public final class OpenAiCompatibleProvider implements Provider {
  private static final String TYPE = "openai-compatible";
  private static final Set<String> MAX_TOKENS_FIELDS =
      Set.of("max_tokens", "max_completion_tokens");

  private final OpenAiWire wire;

  private OpenAiCompatibleProvider(Builder builder) {
    BaseUrl url = builder.access.url();
    this.wire =
        new OpenAiWire(
            TYPE, builder.flavor(url.host()), url, builder.headers(), builder.access.http());
  }

  /**
   * Starts with everything at its default.
   *
   * @param baseUrl where the API is, version included, such as {@code http://localhost:11434/v1}
   */
  public static Builder builder(String baseUrl) {
    return new Builder(baseUrl);
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
    return "OpenAiCompatibleProvider(" + wire + ")";
  }

  /** Builds an {@link OpenAiCompatibleProvider}; not for use by several threads. */
  public static final class Builder {
    private final HttpAccess access;
    private @Nullable String maxTokensField;
    private @Nullable Boolean developerRole;
    private @Nullable Boolean imageLinks;
    private @Nullable Boolean jsonSchema;

    private Builder(String baseUrl) {
      this.access = new HttpAccess(baseUrl);
    }

    /** The API key, read anew for each call. Default: none, as hosts of one's own need none. */
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
     * What the host calls the limit on tokens: {@code max_tokens} or {@code max_completion_tokens}.
     * Default: {@code max_tokens}, unless the host is known to want the other.
     *
     * @throws ConfigException if it is neither
     */
    public Builder maxTokensField(String field) {
      if (!MAX_TOKENS_FIELDS.contains(field)) {
        throw new ConfigException(
            "max-tokens-field must be max_tokens or max_completion_tokens, not '" + field + "'");
      }
      this.maxTokensField = field;
      return this;
    }

    /**
     * Whether the host knows the role {@code developer}; if not, {@code system} is sent in its
     * place. Default: {@code false}, unless the host is known to know it.
     */
    public Builder developerRole(boolean known) {
      this.developerRole = known;
      return this;
    }

    /**
     * Whether the host fetches pictures from URLs; if not, it is sent their bytes, or no request at
     * all. Default: {@code true}, unless the host is known not to, as Ollama's cloud is; set it to
     * {@code false} for an Ollama of your own.
     */
    public Builder imageLinks(boolean followed) {
      this.imageLinks = followed;
      return this;
    }

    /**
     * Whether the host holds answers to a JSON Schema; if not, it is asked for JSON, and an
     * instruction has the schema. Default: {@code true}, unless the host is known not to.
     */
    public Builder jsonSchema(boolean held) {
      this.jsonSchema = held;
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
     * @throws ConfigException if the base URL is none to trust with keys and prompts; says why
     */
    public OpenAiCompatibleProvider build() {
      return new OpenAiCompatibleProvider(this);
    }

    private List<CredentialHeaders> headers() {
      return access.hasApiKey() ? access.bearer() : List.of(CredentialHeaders.none(access.http()));
    }

    private WireFlavor flavor(String host) {
      WireFlavor known = KnownHosts.flavor(host);
      Set<Trait> traits = new HashSet<>(known.traits());
      correct(traits, Trait.DEVELOPER_ROLE, developerRole);
      correct(traits, Trait.JSON_SCHEMA, jsonSchema);
      correct(traits, Trait.PICTURES_BY_VALUE, imageLinks == null ? null : !imageLinks);
      String field = maxTokensField == null ? known.maxTokensField() : maxTokensField;
      return new WireFlavor(known.format(), field, traits);
    }

    private static void correct(Set<Trait> traits, Trait trait, @Nullable Boolean has) {
      if (Boolean.TRUE.equals(has)) {
        traits.add(trait);
      } else if (Boolean.FALSE.equals(has)) {
        traits.remove(trait);
      }
    }
  }
}
