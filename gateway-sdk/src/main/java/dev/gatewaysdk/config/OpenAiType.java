package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.openai.OpenAiProvider;

/** {@code type: openai}. */
final class OpenAiType implements ProviderType {
  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    OpenAiProvider.Builder builder = OpenAiProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "OPENAI_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    provider.ifPresent("organization", ConfigValue::headerText, builder::organization);
    provider.ifPresent("project", ConfigValue::headerText, builder::project);
    return builder.build();
  }
}
