package dev.gatewaysdk.server;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Who a key of the HTTP surface is. Keeps the key's SHA-256, never the key. Immutable. */
public final class HttpKey {
  private final String sha256;
  private final Caller caller;

  private HttpKey(String sha256, Caller caller) {
    this.sha256 = sha256;
    this.caller = caller;
  }

  /**
   * A key, read now: one that changes later is another key.
   *
   * @throws ConfigException if there is no such secret
   */
  public static HttpKey of(Secret key, Caller caller) {
    return new HttpKey(digest(key.reveal()), caller);
  }

  /**
   * A key as a text.
   *
   * @throws ConfigException if it is blank, or not one word of ASCII
   */
  public static HttpKey of(String key, Caller caller) {
    return of(Secret.of(key), caller);
  }

  /**
   * A key of which only the digest is known.
   *
   * @param sha256 in 64 hex digits
   * @throws ConfigException if it is anything else
   */
  public static HttpKey ofSha256(String sha256, Caller caller) {
    String hex = sha256.toLowerCase(Locale.ROOT);
    if (hex.length() != 64 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new ConfigException(
          "sha256 has " + sha256.length() + " characters; allowed: 64 hex digits");
    }
    return new HttpKey(hex, caller);
  }

  /** The key's SHA-256 in lower-case hex. */
  String sha256() {
    return sha256;
  }

  /** Whom it stands for. */
  public Caller caller() {
    return caller;
  }

  static String digest(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Neither key nor digest. */
  @Override
  public String toString() {
    return "HttpKey(" + caller + ")";
  }
}
