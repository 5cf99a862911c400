package dev.gatewaysdk.provider.vertexai;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.secret.Secret;

class VertexAiContractTest extends ProviderContract {
  @Override
  protected Provider provider(String url, HttpOptions http) {
    return VertexAiProvider.builder("project-1")
        .region("us-central1")
        .accessToken(Secret.of(SECRET))
        .baseUrl(url)
        .http(http)
        .build();
  }

  @Override
  protected String model(Operation operation) {
    return switch (operation) {
      case EMBEDDING -> "text-embedding-005";
      case IMAGE -> "imagen-4.0-generate-001";
      default -> "gemini-2.5-flash";
    };
  }

  /** Gemini 3 takes an effort as it is; those before it take a number of tokens. */
  @Override
  protected String model(Capability capability) {
    return capability == Capability.REASONING_EFFORT
        ? "gemini-3-pro-preview"
        : super.model(capability);
  }
}
