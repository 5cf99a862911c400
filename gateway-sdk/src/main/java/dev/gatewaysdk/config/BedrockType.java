package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.bedrock.AwsCredentials;
import dev.gatewaysdk.provider.bedrock.BedrockProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code type: bedrock}: let in by an access key, by several, or by API keys of Bedrock. */
final class BedrockType implements ProviderType {
  private static final String ANY_REGION = "us-east-1";
  private static final String ID = "access-key-id";
  private static final String KEY = "secret-access-key";
  private static final String TOKEN = "session-token";
  private static final String SEVERAL = "credentials";

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    String region = provider.require("region", ConfigValue::text, "region: us-east-1, for example");
    // A stand-in for a region that is missing, which was reported, lets the rest be checked.
    BedrockProvider.Builder builder =
        BedrockProvider.builder(Objects.requireNonNullElse(region, ANY_REGION)).http(http);
    credentials(provider, builder);
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }

  /** One kind of them; what else is there is reported. */
  private static void credentials(Section provider, BedrockProvider.Builder builder) {
    List<Secret> apiKeys = ApiKey.optional(provider);
    List<Supplier<AwsCredentials>> several = provider.get(SEVERAL, BedrockType::several);
    boolean pair = provider.has(ID) || provider.has(KEY) || provider.has(TOKEN);
    boolean keyed = !apiKeys.isEmpty();
    boolean listed = provider.has(SEVERAL);
    if (pair && (keyed || listed) || keyed && listed) {
      provider
          .placeOf(listed ? SEVERAL : provider.has("api-keys") ? "api-keys" : "api-key")
          .report(
              "stands beside other credentials; write an access key, credentials or an API key");
    }
    if (keyed) {
      unread(provider);
      builder.apiKeys(apiKeys);
    } else if (listed) {
      unread(provider);
      builder.credentials(several == null || several.isEmpty() ? List.of(STAND_IN) : several);
    } else {
      builder.credentials(one(provider));
    }
  }

  private static final Supplier<AwsCredentials> STAND_IN =
      () -> AwsCredentials.of("missing", "missing");

  /** Allows the keys of a pair, which were reported already if they are there. */
  private static void unread(Section provider) {
    for (String key : List.of(ID, KEY, TOKEN)) {
      provider.get(key, ApiKey::read);
    }
  }

  private static @Nullable List<Supplier<AwsCredentials>> several(ConfigValue value) {
    List<ConfigValue> items = value.confidential().list(); // Whatever stands there is not shown.
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.place().report("has no entry; write credentials: [{access-key-id: \"${ID}\", …}]");
    }
    List<Supplier<AwsCredentials>> all = new ArrayList<>();
    for (ConfigValue item : items) {
      Supplier<AwsCredentials> one = item.mapping(BedrockType::one);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private static Supplier<AwsCredentials> one(Section section) {
    Secret id = credential(section, ID, "AWS_ACCESS_KEY_ID");
    Secret key = credential(section, KEY, "AWS_SECRET_ACCESS_KEY");
    return AwsCredentials.from(id, key, section.get(TOKEN, ApiKey::read));
  }

  private static Secret credential(Section section, String key, String variable) {
    @Nullable Secret secret = section.require(key, ApiKey::read, key + ": \"${" + variable + "}\"");
    return secret == null ? Secret.of("missing") : secret;
  }
}
