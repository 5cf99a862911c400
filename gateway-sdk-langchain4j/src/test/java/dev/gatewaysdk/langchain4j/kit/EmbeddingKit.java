package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayEmbeddingModel;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for embedding models. */
abstract class EmbeddingKit extends AbstractEmbeddingModelIT {
  private final Kit kit;
  private final Kit locked;

  EmbeddingKit(Kit kit, Kit locked) {
    this.kit = kit;
    this.locked = locked;
  }

  @AfterAll
  void close() {
    kit.close();
    locked.close();
  }

  @Override
  protected List<EmbeddingModel> models() {
    return List.of(GatewayEmbeddingModel.builder(kit.gateway(), Kit.ENDPOINT).build());
  }

  @Override
  protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
    return model(kit, listener);
  }

  @Override
  protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
    return model(locked, listener);
  }

  private static EmbeddingModel model(Kit kit, EmbeddingModelListener listener) {
    return GatewayEmbeddingModel.builder(kit.gateway(), Kit.ENDPOINT)
        .listeners(List.of(listener))
        .build();
  }

  /** The kit's own is on a public host. */
  @Override
  protected ImageContent catImage() {
    return ImageContent.from(KitPictures.cat());
  }
}
