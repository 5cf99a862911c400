package dev.gatewaysdk.langchain4j.kit;

final class AnthropicAiServiceKitTest extends AiServiceKit {
  AnthropicAiServiceKitTest() {
    super(Kit.anthropic());
  }
}
