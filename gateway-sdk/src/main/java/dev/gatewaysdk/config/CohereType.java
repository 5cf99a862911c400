package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.cohere.CohereProvider;
import dev.gatewaysdk.provider.http.HttpOptions;

/** {@code type: cohere}. */
final class CohereType implements ProviderType {
  @Override
  public String name() {
    return "cohere";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    CohereProvider.Builder builder = CohereProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "COHERE_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }
}
