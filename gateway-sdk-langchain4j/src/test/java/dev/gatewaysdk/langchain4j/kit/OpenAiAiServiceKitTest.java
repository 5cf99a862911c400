package dev.gatewaysdk.langchain4j.kit;

final class OpenAiAiServiceKitTest extends AiServiceKit {
  OpenAiAiServiceKitTest() {
    super(Kit.openAi());
  }
}
