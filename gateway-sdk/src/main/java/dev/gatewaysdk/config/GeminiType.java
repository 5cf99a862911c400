package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.gemini.GeminiProvider;
import dev.gatewaysdk.provider.http.HttpOptions;

/** {@code type: gemini}. */
final class GeminiType implements ProviderType {
  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    GeminiProvider.Builder builder = GeminiProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "GEMINI_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }
}
