package dev.gatewaysdk.langchain4j.kit;

final class EarlierAnthropicAiServiceSchemaKitTest extends AiServiceSchemaKit {
  EarlierAnthropicAiServiceSchemaKitTest() {
    super(Kit.earlierAnthropic());
  }
}
