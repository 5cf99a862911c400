package dev.gatewaysdk.langchain4j.kit;

final class OpenAiAiServiceSchemaKitTest extends AiServiceSchemaKit {
  OpenAiAiServiceSchemaKitTest() {
    super(Kit.openAi());
  }
}
