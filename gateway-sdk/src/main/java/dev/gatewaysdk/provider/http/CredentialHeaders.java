package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a provider's requests, built anew only when its secret has changed. Thread-safe.
 */
public final class CredentialHeaders {
  private final @Nullable Secret secret;
  private final String name;
  private final String prefix;
  private final Headers others;
  private volatile @Nullable Prepared last;

  /**
   * Headers with the secret that they were built with, which must not appear anywhere else.
   *
   * @param secret replaced wherever the provider echoes it
   */
  record Prepared(Headers headers, String secret) {
    /** Says nothing: everything in it is confidential. */
    @Override
    public String toString() {
      return "Prepared(***)";
    }
  }

  /**
   * @param name the header that carries the secret, such as {@code Authorization}
   * @param prefix what stands before the secret in it, such as {@code "Bearer "}; may be empty
   * @param others the provider's further headers
   * @param options whose headers are added, too
   * @throws dev.gatewaysdk.error.ConfigException if a header holds what no header may
   */
  public CredentialHeaders(
      Secret secret, String name, String prefix, Map<String, String> others, HttpOptions options) {
    this(name, prefix, others, options, secret);
  }

  private CredentialHeaders(
      String name,
      String prefix,
      Map<String, String> others,
      HttpOptions options,
      @Nullable Secret secret) {
    this.secret = secret;
    this.name = name;
    this.prefix = prefix;
    Headers.Builder fixed = new Headers.Builder();
    options.headers().forEach(fixed::set);
    others.forEach(
        (header, value) -> {
          HeaderChecks.requireValue(header, value);
          fixed.set(header, value);
        });
    this.others = fixed.build();
  }

  /** The options' headers alone, for hosts that ask for no secret. */
  public static CredentialHeaders none(HttpOptions options) {
    return new CredentialHeaders("", "", Map.of(), options, null);
  }

  /**
   * The headers for each of several secrets, in their order; an attempt's {@code
   * target().credential()} says which of them to use.
   *
   * @throws dev.gatewaysdk.error.ConfigException if a header holds what no header may
   */
  public static List<CredentialHeaders> all(
      List<Secret> secrets,
      String name,
      String prefix,
      Map<String, String> others,
      HttpOptions options) {
    return secrets.stream()
        .map(secret -> new CredentialHeaders(secret, name, prefix, others, options))
        .toList();
  }

  /**
   * The headers with the secret as it is now.
   *
   * @throws dev.gatewaysdk.error.ConfigException if there is no secret
   */
  Prepared get() {
    if (secret == null) {
      return new Prepared(others, "");
    }
    String value = secret.reveal();
    Prepared prepared = last;
    if (prepared == null || !prepared.secret.equals(value)) {
      prepared = new Prepared(others.newBuilder().set(name, prefix + value).build(), value);
      last = prepared;
    }
    return prepared;
  }
}
