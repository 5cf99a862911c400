package dev.gatewaysdk.langchain4j.kit;

final class OpenAiCatalogKitTest extends CatalogKit {
  OpenAiCatalogKitTest() {
    super(Kit.openAi());
  }
}
