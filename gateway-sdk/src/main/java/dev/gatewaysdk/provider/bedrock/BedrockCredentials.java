package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.HttpAccess;
import dev.gatewaysdk.provider.http.SignedHeaders;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a builder was told to be let in with: one kind of credentials, and only that. */
final class BedrockCredentials {
  private static final String SERVICE = "bedrock";
  private static final int MOST = 1000;

  @Nullable Secret accessKeyId;
  @Nullable Secret secretAccessKey;
  @Nullable Secret sessionToken;
  List<Supplier<AwsCredentials>> suppliers = List.of();

  /** With the API keys of Bedrock, if it is these. */
  final HttpAccess http = new HttpAccess();

  /** Checks how many there are. */
  static List<Supplier<AwsCredentials>> require(
      List<? extends Supplier<AwsCredentials>> suppliers) {
    if (suppliers.isEmpty() || suppliers.size() > MOST) {
      throw new ConfigException(
          "credentials has " + suppliers.size() + " entries; allowed: 1 to " + MOST);
    }
    return List.copyOf(suppliers);
  }

  /**
   * One way in for each credential.
   *
   * @throws ConfigException if there are none, or two kinds of them
   */
  List<BedrockAccess> access(String region) {
    boolean pair = accessKeyId != null || sessionToken != null;
    int kinds = (pair ? 1 : 0) + (suppliers.isEmpty() ? 0 : 1) + (http.hasApiKey() ? 1 : 0);
    if (kinds > 1) {
      throw new ConfigException(
          "credentials are given twice: give either an access key, or suppliers of credentials, or"
              + " API keys of Bedrock");
    }
    if (http.hasApiKey()) {
      return http.bearer().stream().<BedrockAccess>map(BedrockAccess.Keyed::new).toList();
    }
    List<Supplier<AwsCredentials>> all = suppliers.isEmpty() ? List.of(pair()) : suppliers;
    return all.stream()
        .map(supplier -> new SigV4(region, SERVICE, () -> supplied(supplier)))
        .<BedrockAccess>map(
            signer -> new BedrockAccess.Signed(new SignedHeaders(signer, http.http())))
        .toList();
  }

  private Supplier<AwsCredentials> pair() {
    if (accessKeyId == null || secretAccessKey == null) {
      throw new ConfigException(
          "access-key-id is missing: set it with credentials(Secret.env(\"AWS_ACCESS_KEY_ID\"),"
              + " Secret.env(\"AWS_SECRET_ACCESS_KEY\")), or give an API key of Bedrock with"
              + " apiKey(Secret.env(\"AWS_BEARER_TOKEN_BEDROCK\"))");
    }
    return AwsCredentials.from(accessKeyId, secretAccessKey, sessionToken);
  }

  private static AwsCredentials supplied(Supplier<AwsCredentials> supplier) {
    try {
      return supplier.get();
    } catch (GatewayException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ProviderException.builder(
              FailureKind.UNAVAILABLE,
              "the supplier of AWS credentials failed: " + e.getClass().getName())
          .notSent()
          .cause(e)
          .build();
    }
  }
}
