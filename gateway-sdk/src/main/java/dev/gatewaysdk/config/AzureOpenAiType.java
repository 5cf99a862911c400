package dev.gatewaysdk.config;

import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.azure.AzureOpenAiProvider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code type: azure-openai}. */
final class AzureOpenAiType implements ProviderType {
  private static final String DEPLOYMENT = "deployment";
  private static final String TOKEN = "access-token";
  private static final Secret STAND_IN = Secret.of("missing");

  @Override
  public String name() {
    return "azure-openai";
  }

  /** Its deployment; a stand-in for one with a problem, which has been reported. */
  @Override
  public @Nullable String model(Section provider, @Nullable Provider adapter) {
    String deployment = adapter instanceof AzureOpenAiProvider azure ? azure.deployment() : null;
    return deployment == null && provider.has(DEPLOYMENT) ? DEPLOYMENT : deployment;
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    AzureOpenAiProvider.Builder builder = AzureOpenAiProvider.builder().http(http);
    where(provider, builder);
    provider.ifPresent("api-version", ConfigValue::text, builder::apiVersion);
    provider.ifPresent(DEPLOYMENT, ConfigValue::text, builder::deployment);
    credentials(provider, builder);
    return builder.build();
  }

  private static void where(Section provider, AzureOpenAiProvider.Builder builder) {
    if (!provider.has("resource") && !provider.has("base-url")) {
      provider.place().missingKey("resource").report("is missing; write resource: my-res");
    }
    builder.resource("missing"); // What is wrong with the real one lets the rest be checked.
    provider.ifPresent("resource", ConfigValue::text, builder::resource);
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
  }

  private static void credentials(Section provider, AzureOpenAiProvider.Builder builder) {
    Secret token = provider.get(TOKEN, ApiKey::read);
    if (!provider.has(TOKEN)) {
      builder.apiKeys(ApiKey.require(provider, "AZURE_OPENAI_API_KEY"));
      return;
    }
    List<Secret> keys = ApiKey.optional(provider);
    if (!keys.isEmpty()) {
      provider.placeOf(TOKEN).report("stands beside a key; write one of the two");
    }
    builder.accessToken(token == null ? STAND_IN : token);
  }
}
