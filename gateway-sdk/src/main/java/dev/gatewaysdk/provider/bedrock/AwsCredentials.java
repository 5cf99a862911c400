package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.secret.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What requests to AWS are signed with.
 *
 * @param accessKeyId who signs
 * @param secretAccessKey what is signed with; never leaves the process
 * @param sessionToken of temporary credentials; null for lasting ones
 */
public record AwsCredentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /**
   * @throws ConfigException if the id or the key is blank, or a header cannot hold one of them
   */
  public AwsCredentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new ConfigException(
          "the AWS credentials have no "
              + (accessKeyId.isBlank() ? "access key id" : "secret access key"));
    }
    requireOneWord("access key id", accessKeyId);
    if (sessionToken != null) {
      requireOneWord("session token", sessionToken);
    }
  }

  /** Checked here, as others would show the value when they refuse it. */
  private static void requireOneWord(String what, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
        throw new ConfigException(
            "the "
                + what
                + " of the AWS credentials has a blank, line break or non-ASCII character at"
                + " position "
                + i);
      }
    }
  }

  /** Lasting credentials. */
  public static AwsCredentials of(String accessKeyId, String secretAccessKey) {
    return new AwsCredentials(accessKeyId, secretAccessKey, null);
  }

  /**
   * Credentials that are looked up for each request, so that a key that is rotated is found.
   *
   * @param sessionToken null for lasting ones
   */
  public static Supplier<AwsCredentials> from(
      Secret accessKeyId, Secret secretAccessKey, @Nullable Secret sessionToken) {
    return () ->
        new AwsCredentials(
            accessKeyId.reveal(),
            secretAccessKey.reveal(),
            sessionToken == null ? null : sessionToken.reveal());
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "AwsCredentials(***)";
  }
}
