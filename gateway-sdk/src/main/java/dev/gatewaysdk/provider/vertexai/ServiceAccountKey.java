package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.RequestUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key file of a service account, and the assertions that are signed with it. Immutable.
 *
 * <p>Source: Google's page on OAuth 2.0 for server-to-server applications, and RFC 7523.
 */
final class ServiceAccountKey {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final long LIFE_SECONDS = 3600;

  private final String email;
  private final @Nullable String keyId;
  private final PrivateKey key;
  private final String tokenUri;
  private final RequestUrl tokenUrl;

  private ServiceAccountKey(Map<String, @Nullable Object> fields, HttpOptions http) {
    this.email = text(fields, "client_email");
    this.keyId = fields.get("private_key_id") instanceof String id ? id : null;
    this.key = privateKey(text(fields, "private_key"));
    this.tokenUri = text(fields, "token_uri");
    this.tokenUrl = tokenUrl(tokenUri, http);
  }

  /**
   * @param json as Google gives it
   * @throws ConfigException if it is no such file, or would have the key used in the clear; says
   *     why, without its content
   */
  static ServiceAccountKey parse(String json, HttpOptions http) {
    Map<String, @Nullable Object> fields;
    try {
      fields = RawJson.parse(json).toMap();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ConfigException(
          "credentials is not the JSON of a service account's key file"); // e may quote it.
    }
    Object type = fields.get("type");
    if (!"service_account".equals(type)) {
      throw new ConfigException(
          "credentials is of another type than service_account: for that, give an access-token"
              + " from Google's own library");
    }
    return new ServiceAccountKey(fields, http);
  }

  /** Where tokens are issued. */
  RequestUrl tokenUrl() {
    return tokenUrl;
  }

  /** A signed statement of who asks, good for one hour from then. */
  String assertion(long nowMillis) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    if (keyId != null) {
      header.put("kid", keyId);
    }
    long now = nowMillis / 1000;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", email);
    claims.put("scope", SCOPE);
    claims.put("aud", tokenUri);
    claims.put("iat", now);
    claims.put("exp", now + LIFE_SECONDS);
    String content = encoded(RawJson.of(header)) + "." + encoded(RawJson.of(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new ConfigException("credentials: the private_key cannot sign: " + e.getMessage());
    }
  }

  private static String encoded(RawJson json) {
    return base64(json.text().getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    if (fields.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new ConfigException("credentials has no " + name + ", which every key file has");
  }

  private static PrivateKey privateKey(String pem) {
    String body =
        pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "");
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(body);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException(
          "credentials: the private_key is no RSA key in PEM of PKCS #8"); // e may quote it.
    }
  }

  private static RequestUrl tokenUrl(String uri, HttpOptions http) {
    try {
      return BaseUrl.parse(uri, http).itself();
    } catch (ConfigException e) {
      throw new ConfigException(
          "credentials: " + String.valueOf(e.getMessage()).replace("base-url", "token_uri"));
    }
  }

  /** Whose it is not: only that it is one. */
  @Override
  public String toString() {
    return "ServiceAccountKey(***)";
  }
}
