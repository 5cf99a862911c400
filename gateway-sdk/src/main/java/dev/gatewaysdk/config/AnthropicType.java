package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code type: anthropic}. */
final class AnthropicType implements ProviderType {
  private static final long MOST_TOKENS = 10_000_000;

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
    provider.ifPresent("default-max-tokens", AnthropicType::tokens, builder::defaultMaxTokens);
    return builder.build();
  }

  private static @Nullable Integer tokens(ConfigValue value) {
    Long tokens = value.whole(1, MOST_TOKENS);
    return tokens == null ? null : Math.toIntExact(tokens);
  }

  private static String @Nullable [] features(ConfigValue value) {
    List<ConfigValue> items = value.list();
    return items == null
        ? null
        : items.stream().map(ConfigValue::text).filter(Objects::nonNull).toArray(String[]::new);
  }
}
