package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithJsonSchemaIT;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for AI Services that answer with objects. */
abstract class AiServiceSchemaKit extends AbstractAiServiceWithJsonSchemaIT {
  private final Kit kit;

  AiServiceSchemaKit(Kit kit) {
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
}
