package dev.gatewaysdk.langchain4j.kit;

final class OpenAiAiServiceToolsKitTest extends AiServiceToolsKit {
  OpenAiAiServiceToolsKitTest() {
    super(Kit.openAi());
  }
}
