package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code type: anthropic}. */
final class AnthropicType implements ProviderType {
  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    AnthropicProvider.Builder builder = AnthropicProvider.builder().http(http);
    builder.apiKeys(ApiKey.require(provider, "ANTHROPIC_API_KEY"));
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    provider.ifPresent("version", ConfigValue::text, builder::version);
    provider.ifPresent("beta", AnthropicType::features, builder::beta);
    return builder.build();
  }

  private static String @Nullable [] features(ConfigValue value) {
    List<ConfigValue> items = value.list();
    return items == null
        ? null
        : items.stream().map(ConfigValue::text).filter(Objects::nonNull).toArray(String[]::new);
  }
}
