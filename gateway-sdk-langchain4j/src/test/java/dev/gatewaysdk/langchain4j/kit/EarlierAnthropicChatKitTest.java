package dev.gatewaysdk.langchain4j.kit;

final class EarlierAnthropicChatKitTest extends ChatKit {
  EarlierAnthropicChatKitTest() {
    super(Kit.earlierAnthropic());
  }
}
