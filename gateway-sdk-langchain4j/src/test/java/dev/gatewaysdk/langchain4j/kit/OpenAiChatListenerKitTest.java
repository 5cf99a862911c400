package dev.gatewaysdk.langchain4j.kit;

final class OpenAiChatListenerKitTest extends ChatListenerKit {
  OpenAiChatListenerKitTest() {
    super(Kit.openAi(), Kit.lockedOpenAi());
  }
}
