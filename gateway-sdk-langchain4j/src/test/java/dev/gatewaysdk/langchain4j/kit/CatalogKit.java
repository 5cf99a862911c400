package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayModelCatalog;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.AbstractModelCatalogIT;
import dev.langchain4j.model.catalog.ModelCatalog;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's kit for catalogues of models. */
abstract class CatalogKit extends AbstractModelCatalogIT {
  private final Kit kit;

  CatalogKit(Kit kit) {
    this.kit = kit;
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Override
  protected ModelCatalog createModelCatalog() {
    return GatewayModelCatalog.builder(kit.gateway()).build();
  }

  @Override
  protected ModelProvider expectedProvider() {
    return ModelProvider.OTHER;
  }
}
