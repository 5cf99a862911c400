package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.mistral.MistralProvider;

/** {@code type: mistral}. */
final class MistralType implements ProviderType {
  @Override
  public String name() {
    return "mistral";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    MistralProvider.Builder builder = MistralProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "MISTRAL_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }
}
