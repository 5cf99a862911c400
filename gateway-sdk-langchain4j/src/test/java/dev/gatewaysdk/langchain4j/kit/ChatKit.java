package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for chat models. */
abstract class ChatKit extends AbstractChatModelIT {
  private final Kit kit;

  ChatKit(Kit kit) {
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
  protected ChatModel createModelWith(ChatRequestParameters parameters) {
    return kit.chat().defaultRequestParameters(parameters).build();
  }

  @Override
  protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
    return GatewayChatRequestParameters.builder().maxOutputTokens(maxOutputTokens).build();
  }

  @Override
  protected String customModelName() {
    return kit.otherModel();
  }

  @Override
  protected boolean supportsChatAsync() {
    return true;
  }

  @Override
  protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(ChatModel model) {
    return GatewayChatResponseMetadata.class;
  }

  @Override
  protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
    return GatewayTokenUsage.class;
  }
}
