package dev.gatewaysdk.langchain4j.kit;

final class AnthropicAiServiceSchemaKitTest extends AiServiceSchemaKit {
  AnthropicAiServiceSchemaKitTest() {
    super(Kit.anthropic());
  }
}
