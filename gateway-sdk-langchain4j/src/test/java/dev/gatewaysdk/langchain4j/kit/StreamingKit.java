package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.common.StreamingMode;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * LangChain4j's kit for streaming models. Beside the others, since one of its tests waits half a
 * minute for what must not come.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class StreamingKit extends AbstractStreamingChatModelIT {
  private final Kit kit;
  private final StreamingMode mode;

  StreamingKit(Kit kit, StreamingMode mode) {
    this.kit = kit;
    this.mode = mode;
  }

  @AfterAll
  void close() {
    kit.close();
  }

  @Override
  protected List<StreamingMode> streamingModes() {
    return List.of(mode);
  }

  @Override
  protected List<StreamingChatModel> baseModels() {
    return List.of(kit.streaming().build());
  }

  /** The kit cancels by the handle, which a publisher has not. */
  @Override
  protected boolean supportsStreamingCancellation() {
    return mode == StreamingMode.HANDLER;
  }

  @Override
  protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
    return kit.streaming().defaultRequestParameters(parameters).build();
  }

  @Override
  public StreamingChatModel createModelWith(ChatModelListener listener) {
    return kit.streaming().listeners(List.of(listener)).build();
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
  protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(
      StreamingChatModel model) {
    return GatewayChatResponseMetadata.class;
  }

  @Override
  protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
    return GatewayTokenUsage.class;
  }
}
