package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's kit for listeners of streaming models. */
abstract class StreamingListenerKit extends AbstractStreamingChatModelListenerIT {
  private final Kit kit;
  private final Kit locked;

  StreamingListenerKit(Kit kit, Kit locked) {
    this.kit = kit;
    this.locked = locked;
  }

  @AfterEach
  void close() {
    kit.close();
    locked.close();
  }

  @Override
  protected StreamingChatModel createModel(ChatModelListener listener) {
    return kit.streaming()
        .defaultRequestParameters(
            ChatRequestParameters.builder()
                .temperature(temperature())
                .topP(topP())
                .maxOutputTokens(maxTokens())
                .build())
        .listeners(List.of(listener))
        .build();
  }

  @Override
  protected String modelName() {
    return Kit.ENDPOINT;
  }

  @Override
  protected StreamingChatModel createFailingModel(ChatModelListener listener) {
    return locked.streaming().listeners(List.of(listener)).build();
  }

  @Override
  protected Class<? extends Exception> expectedExceptionClass() {
    return AuthenticationException.class;
  }
}
