package dev.gatewaysdk.langchain4j.kit;

final class AnthropicAiServiceToolsKitTest extends AiServiceToolsKit {
  AnthropicAiServiceToolsKitTest() {
    super(Kit.anthropic());
  }

  @Override
  protected boolean supportsMultimodalToolResults() {
    return true;
  }
}
