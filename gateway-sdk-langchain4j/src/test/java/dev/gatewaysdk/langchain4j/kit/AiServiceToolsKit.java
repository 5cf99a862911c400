package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithToolsIT;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for AI Services with tools. */
abstract class AiServiceToolsKit extends AbstractAiServiceWithToolsIT {
  private final Kit kit;

  AiServiceToolsKit(Kit kit) {
    this.kit = kit;
  }

  @AfterAll
  void close() {
    kit.close();
  }

  @Override
  protected List<ChatModel> models() {
    return List.of(kit.chat().build());
  }

  @Override
  protected boolean supportsRecursion() {
    return true;
  }

  @Override
  protected boolean verifyModelInteractions() {
    return true;
  }

  /** The kit's own is on a public host. */
  @Override
  protected Image catImage() {
    return KitPictures.cat();
  }
}
