package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.openai.OpenAiProvider;
import dev.gatewaysdk.secret.Secret;

/** This library: OpenAI's adapter behind an endpoint with a fallback, a limit and totals. */
final class GatewayChat implements LoopbackChat {
  private final GatewayClient gateway;

  private GatewayChat(GatewayClient gateway) {
    this.gateway = gateway;
  }

  static GatewayChat whole(String baseUrl) {
    return new GatewayChat(Gateways.gateway(provider(baseUrl), 3, true));
  }

  static OpenAiProvider provider(String baseUrl) {
    return OpenAiProvider.builder().apiKey(Secret.of("sk-sample")).baseUrl(baseUrl).build();
  }

  static ChatRequest request() {
    return ChatRequest.builder(Gateways.name(1))
        .system(Samples.SYSTEM)
        .user(Samples.QUESTION)
        .build();
  }

  @Override
  public int ask() {
    return gateway.chat(request(), Gateways.CALLER).text().length();
  }

  @Override
  public int stream() {
    StringBuilder text = new StringBuilder();
    try (ChatStream stream = gateway.stream(request(), Gateways.CALLER)) {
      for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text());
        }
      }
    }
    return text.length();
  }
}
