package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.vertexai.VertexAiProvider;
import dev.gatewaysdk.secret.Secret;
import org.jspecify.annotations.Nullable;

/** {@code type: vertex-ai}. */
final class VertexAiType implements ProviderType {
  private static final Secret STAND_IN = Secret.of("missing");

  @Override
  public String name() {
    return "vertex-ai";
  }

  @Override
  public Provider read(Section provider, HttpOptions http) {
    VertexAiProvider.Builder sound =
        provider.require("project", VertexAiType::builder, "project: my-project-123");
    VertexAiProvider.Builder builder = sound == null ? VertexAiProvider.builder("missing") : sound;
    builder.http(http);
    provider.ifPresent("region", ConfigValue::text, builder::region);
    credentials(provider, builder);
    provider.ifPresent("base-url", ConfigValue::text, builder::baseUrl);
    return builder.build();
  }

  /** Null, and reported, if there can be no such project. */
  private static VertexAiProvider.@Nullable Builder builder(ConfigValue value) {
    String project = value.text();
    try {
      return project == null ? null : VertexAiProvider.builder(project);
    } catch (ConfigException e) {
      value.place().report(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /**
   * One of two; a stand-in where there is a problem lets the adapter check what else it is told.
   */
  private static void credentials(Section provider, VertexAiProvider.Builder builder) {
    Secret keyFile = provider.get("credentials", ApiKey::text);
    Secret token = provider.get("access-token", ApiKey::read);
    boolean none = !provider.has("credentials") && !provider.has("access-token");
    if (none) {
      provider
          .place()
          .missingKey("credentials")
          .report(
              "is missing; write credentials: \"${file:service-account.json}\", or access-token");
    }
    if (provider.has("credentials")) {
      builder.credentials(keyFile == null ? STAND_IN : keyFile);
    }
    if (none || provider.has("access-token")) {
      builder.accessToken(token == null ? STAND_IN : token);
    }
  }
}
