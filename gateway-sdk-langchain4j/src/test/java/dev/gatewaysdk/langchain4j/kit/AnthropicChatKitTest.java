package dev.gatewaysdk.langchain4j.kit;

final class AnthropicChatKitTest extends ChatKit {
  AnthropicChatKitTest() {
    super(Kit.anthropic());
  }
}
