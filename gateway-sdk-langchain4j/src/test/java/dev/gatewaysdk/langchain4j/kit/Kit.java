package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayStreamingChatModel;
import dev.gatewaysdk.langchain4j.kit.host.ModelHost;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.anthropic.AnthropicProvider;
import dev.gatewaysdk.provider.cohere.CohereProvider;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;
import java.time.Duration;

/** A gateway with a provider's adapter, and the host that this provider is. */
final class Kit implements AutoCloseable {
  /** What the endpoint that all models of the kits call is named. */
  static final String ENDPOINT = "kit";

  private final ModelHost host;
  private final GatewayClient gateway;
  private final String otherModel;

  private Kit(ModelHost host, Provider provider, String model, String otherModel) {
    this(host, provider, Endpoint.builder(ENDPOINT).target("host", model).build(), otherModel);
  }

  private Kit(ModelHost host, Provider provider, Endpoint endpoint, String otherModel) {
    this.host = host;
    this.otherModel = otherModel;
    this.gateway =
        GatewayClient.builder()
            .provider("host", provider)
            .endpoint(endpoint)
            .endpoint(Endpoint.builder(otherModel).target("host", otherModel).build())
            .build();
  }

  static Kit openAi() {
    return openAi(ModelHost.openAi("gpt-4o-mini", "gpt-4o"), ModelHost.KEY);
  }

  /** Its host knows no such key. */
  static Kit lockedOpenAi() {
    return openAi(ModelHost.openAi("gpt-4o-mini"), "another-key");
  }

  /** Whatever it is asked, its host says this many words, one after each pause. */
  static Kit talkativeOpenAi(int words, Duration pause) {
    return openAi(ModelHost.talkativeOpenAi(words, pause, "gpt-4o-mini"), ModelHost.KEY);
  }

  /** Its endpoint refuses what OpenAI would not be told. */
  static Kit strictOpenAiVectors() {
    ModelHost host = ModelHost.openAi("text-embedding-3-small");
    Endpoint endpoint =
        Endpoint.builder(ENDPOINT).target("host", "text-embedding-3-small").strict(true).build();
    return new Kit(host, openAiAt(host, ModelHost.KEY), endpoint, "text-embedding-3-large");
  }

  static Kit cohere() {
    return cohere(ModelHost.KEY);
  }

  /** Its host knows no such key. */
  static Kit lockedCohere() {
    return cohere("another-key");
  }

  private static Kit cohere(String key) {
    ModelHost host = ModelHost.cohere("embed-v4.0");
    Provider provider = CohereProvider.builder().baseUrl(host.url()).apiKey(Secret.of(key)).build();
    return new Kit(host, provider, "embed-v4.0", "embed-english-v3.0");
  }

  private static Kit openAi(ModelHost host, String key) {
    return new Kit(host, openAiAt(host, key), "gpt-4o-mini", "gpt-4o");
  }

  private static Provider openAiAt(ModelHost host, String key) {
    return OpenAiProvider.builder().baseUrl(host.url() + "/v1").apiKey(Secret.of(key)).build();
  }

  static Kit anthropic() {
    return anthropic(ModelHost.anthropic("claude-sonnet-4-5", "claude-haiku-4-5"), ModelHost.KEY);
  }

  /** Its model is from before schemas were enforced. */
  static Kit earlierAnthropic() {
    String model = "claude-3-7-sonnet-20250219";
    ModelHost host = ModelHost.anthropic(model, "claude-haiku-4-5");
    return new Kit(host, anthropicAt(host, ModelHost.KEY), model, "claude-haiku-4-5");
  }

  /** Its host knows no such key. */
  static Kit lockedAnthropic() {
    return anthropic(ModelHost.anthropic("claude-sonnet-4-5"), "another-key");
  }

  /** Whatever it is asked, its host says this many words, one after each pause. */
  static Kit talkativeAnthropic(int words, Duration pause) {
    return anthropic(
        ModelHost.talkativeAnthropic(words, pause, "claude-sonnet-4-5"), ModelHost.KEY);
  }

  private static Kit anthropic(ModelHost host, String key) {
    return new Kit(host, anthropicAt(host, key), "claude-sonnet-4-5", "claude-haiku-4-5");
  }

  private static Provider anthropicAt(ModelHost host, String key) {
    return AnthropicProvider.builder().baseUrl(host.url()).apiKey(Secret.of(key)).build();
  }

  GatewayClient gateway() {
    return gateway;
  }

  GatewayChatModel.Builder chat() {
    return GatewayChatModel.builder(gateway, ENDPOINT);
  }

  GatewayStreamingChatModel.Builder streaming() {
    return GatewayStreamingChatModel.builder(gateway, ENDPOINT);
  }

  /** A model that the host has too; the endpoint for it is named like it. */
  String otherModel() {
    return otherModel;
  }

  @Override
  public void close() {
    gateway.close();
    host.close();
  }
}
