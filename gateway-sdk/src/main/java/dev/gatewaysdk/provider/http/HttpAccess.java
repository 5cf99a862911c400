package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What the builders of adapters collect to reach a provider: keys, address, and how connections are
 * made. Not for use by several threads.
 */
public final class HttpAccess {
  private static final int MOST_KEYS = 1000;

  private String baseUrl;
  private List<Secret> apiKeys = List.of();
  private HttpOptions http = HttpOptions.defaults();

  /** Without an address: the adapter finds it otherwise, or sets it later. */
  public HttpAccess() {
    this("");
  }

  /** Without keys, and with {@link HttpOptions#defaults()}. */
  public HttpAccess(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** One key, in place of all so far. */
  public void apiKey(Secret apiKey) {
    this.apiKeys = List.of(apiKey);
  }

  /**
   * These keys, in place of all so far.
   *
   * @throws ConfigException if there is none, or the same one twice
   */
  public void apiKeys(List<Secret> apiKeys) {
    if (apiKeys.isEmpty() || apiKeys.size() > MOST_KEYS) {
      throw new ConfigException(
          "api-keys has " + apiKeys.size() + " keys; allowed: 1 to " + MOST_KEYS);
    }
    if (new HashSet<>(apiKeys).size() < apiKeys.size()) {
      throw new ConfigException("api-keys has the same Secret twice; name each one once");
    }
    this.apiKeys = List.copyOf(apiKeys);
  }

  /** Where the provider is; checked by {@link #url}. */
  public void baseUrl(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** How connections are made. */
  public void http(HttpOptions http) {
    this.http = http;
  }

  /** Where the provider is, as it was given. */
  public String baseUrl() {
    return baseUrl;
  }

  /** How connections are made. */
  public HttpOptions http() {
    return http;
  }

  /** Whether there is a key. */
  public boolean hasApiKey() {
    return !apiKeys.isEmpty();
  }

  /**
   * For providers that take no call without a key.
   *
   * @param missing the message: what is missing, and how to give it
   * @throws ConfigException if there is none
   */
  public void requireApiKey(String missing) {
    if (apiKeys.isEmpty()) {
      throw new ConfigException(missing);
    }
  }

  /**
   * Where the provider is.
   *
   * @throws ConfigException if that is no address to trust with keys and prompts
   */
  public BaseUrl url() {
    return BaseUrl.parse(baseUrl, http);
  }

  /**
   * The headers of requests, for each key; none if there is no key.
   *
   * @param name the header that carries the key
   * @param prefix what stands before the key in it; may be empty
   * @param others the provider's further headers
   * @throws ConfigException if a header holds what no header may
   */
  public List<CredentialHeaders> headers(String name, String prefix, Map<String, String> others) {
    return CredentialHeaders.all(apiKeys, name, prefix, others, http);
  }

  /**
   * The headers of requests that carry a key as bearer token, and nothing else of the provider's.
   */
  public List<CredentialHeaders> bearer() {
    return headers("Authorization", "Bearer ", Map.of());
  }

  /** How many keys there are; the address is not yet checked and may hold a password. */
  @Override
  public String toString() {
    return "HttpAccess(" + apiKeys.size() + " keys)";
  }
}
