package dev.gatewaysdk.langchain4j.kit;

final class OpenAiChatKitTest extends ChatKit {
  OpenAiChatKitTest() {
    super(Kit.openAi());
  }
}
