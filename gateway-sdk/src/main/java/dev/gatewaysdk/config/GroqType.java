package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.groq.GroqProvider;
import dev.gatewaysdk.provider.http.HttpOptions;

/** {@code type: groq}. */
final class GroqType implements ProviderType {
  @Override
  public String name() {
    return "groq";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    GroqProvider.Builder builder = GroqProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "GROQ_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }
}
