package dev.gatewaysdk.langchain4j.kit;

final class CohereEmbeddingKitTest extends EmbeddingKit {
  CohereEmbeddingKitTest() {
    super(Kit.cohere(), Kit.lockedCohere());
  }

  /** The gateway makes a vector of texts or of one picture. */
  @Override
  protected boolean supportsInterleavedInput() {
    return false;
  }
}
