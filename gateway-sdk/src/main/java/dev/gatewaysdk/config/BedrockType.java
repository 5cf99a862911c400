package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.bedrock.BedrockProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code type: bedrock}. */
final class BedrockType implements ProviderType {
  private static final String ANY_REGION = "us-east-1";

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    String region = provider.require("region", ConfigValue::text, "region: us-east-1, for example");
    Secret id = credential(provider, "access-key-id", "AWS_ACCESS_KEY_ID");
    Secret key = credential(provider, "secret-access-key", "AWS_SECRET_ACCESS_KEY");
    // A stand-in for a region that is missing, which was reported, lets the rest be checked.
    BedrockProvider.Builder builder =
        BedrockProvider.builder(Objects.requireNonNullElse(region, ANY_REGION))
            .http(http)
            .credentials(id, key);
    provider.ifPresent("session-token", ApiKey::read, builder::sessionToken);
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }

  private static Secret credential(Section provider, String key, String variable) {
    @Nullable Secret secret =
        provider.require(key, ApiKey::read, key + ": \"${" + variable + "}\"");
    return secret == null ? Secret.of("missing") : secret;
  }
}
