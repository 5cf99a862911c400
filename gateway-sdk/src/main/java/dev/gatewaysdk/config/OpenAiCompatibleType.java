package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openaicompatible.OpenAiCompatibleProvider;
import dev.gatewaysdk.secret.Secret;
import java.util.List;

/** {@code type: openai-compatible}. */
final class OpenAiCompatibleType implements ProviderType {
  private static final String STAND_IN = "http://localhost/v1";

  @Override
  public String name() {
    return "openai-compatible";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    String baseUrl =
        provider.require("base-url", ConfigValue::text, "base-url: http://localhost:11434/v1");
    OpenAiCompatibleProvider.Builder builder =
        OpenAiCompatibleProvider.builder(baseUrl == null ? STAND_IN : baseUrl).http(http);
    List<Secret> keys = ApiKey.optional(provider);
    if (!keys.isEmpty()) {
      builder.apiKeys(keys);
    }
    provider.ifPresent("max-tokens-field", ConfigValue::text, builder::maxTokensField);
    provider.ifPresent("developer-role", ConfigValue::flag, builder::developerRole);
    provider.ifPresent("image-links", ConfigValue::flag, builder::imageLinks);
    provider.ifPresent("json-schema", ConfigValue::flag, builder::jsonSchema);
    return builder.build();
  }
}
