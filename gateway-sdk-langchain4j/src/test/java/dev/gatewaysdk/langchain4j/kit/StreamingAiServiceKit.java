package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractStreamingAiServiceIT;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** LangChain4j's kit for AI Services that stream. */
abstract class StreamingAiServiceKit extends AbstractStreamingAiServiceIT {
  private final Kit kit;

  StreamingAiServiceKit(Kit kit) {
    this.kit = kit;
  }

  @AfterAll
  void close() {
    kit.close();
  }

  @Override
  protected List<StreamingChatModel> models() {
    return List.of(kit.streaming().build());
  }

  @Override
  protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(
      StreamingChatModel model) {
    return GatewayChatResponseMetadata.class;
  }

  @Override
  protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
    return GatewayTokenUsage.class;
  }
}
