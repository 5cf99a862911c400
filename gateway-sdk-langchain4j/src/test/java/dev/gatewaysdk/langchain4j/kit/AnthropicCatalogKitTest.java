package dev.gatewaysdk.langchain4j.kit;

final class AnthropicCatalogKitTest extends CatalogKit {
  AnthropicCatalogKitTest() {
    super(Kit.anthropic());
  }
}
