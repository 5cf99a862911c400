package dev.gatewaysdk.langchain4j.kit;

final class OpenAiAiServiceToolsKitTest extends AiServiceToolsKit {
  OpenAiAiServiceToolsKitTest() {
    super(Kit.openAi());
  }

  /** OpenAI takes text only. */
  @Override
  protected boolean supportsMultimodalToolResults() {
    return false;
  }
}
