package dev.gatewaysdk.langchain4j.kit;

final class OpenAiEmbeddingKitTest extends EmbeddingKit {
  OpenAiEmbeddingKitTest() {
    super(Kit.strictOpenAiVectors(), Kit.lockedOpenAi());
  }

  /** OpenAI makes one kind of vectors, and the endpoint is strict. */
  @Override
  protected boolean supportsInputTypeParameter() {
    return false;
  }

  /** OpenAI embeds texts. */
  @Override
  protected boolean supportsImageInput() {
    return false;
  }
}
