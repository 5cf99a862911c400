package dev.gatewaysdk.provider.http;

/**
 * Signs requests just before they are sent, each try anew. Thread-safe.
 *
 * <p>For providers that want more than a key in a header; see {@link CredentialHeaders} for the
 * others.
 */
@FunctionalInterface
public interface RequestSigner {
  /**
   * Signs a request.
   *
   * @param epochMillis the time now, since 1970
   * @throws dev.gatewaysdk.error.ConfigException if there is nothing to sign with
   */
  Signature sign(UnsignedRequest request, long epochMillis);
}
