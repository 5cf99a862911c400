package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's kit for listeners of chat models. */
abstract class ChatListenerKit extends AbstractChatModelListenerIT {
  private final Kit kit;
  private final Kit locked;

  ChatListenerKit(Kit kit, Kit locked) {
    this.kit = kit;
    this.locked = locked;
  }

  @AfterEach
  void close() {
    kit.close();
    locked.close();
  }

  @Override
  protected ChatModel createModel(ChatModelListener listener) {
    return kit.chat()
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
  protected ChatModel createFailingModel(ChatModelListener listener) {
    return locked.chat().listeners(List.of(listener)).build();
  }

  @Override
  protected Class<? extends Exception> expectedExceptionClass() {
    return AuthenticationException.class;
  }
}
