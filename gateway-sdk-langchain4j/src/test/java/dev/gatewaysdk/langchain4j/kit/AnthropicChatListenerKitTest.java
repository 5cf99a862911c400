package dev.gatewaysdk.langchain4j.kit;

final class AnthropicChatListenerKitTest extends ChatListenerKit {
  AnthropicChatListenerKitTest() {
    super(Kit.anthropic(), Kit.lockedAnthropic());
  }
}
