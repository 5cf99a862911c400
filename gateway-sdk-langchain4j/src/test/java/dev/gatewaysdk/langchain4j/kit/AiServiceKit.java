package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractAiServiceIT;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for AI Services. */
abstract class AiServiceKit extends AbstractAiServiceIT {
  private final Kit kit;

  AiServiceKit(Kit kit) {
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
  protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
    return GatewayTokenUsage.class;
  }
}
