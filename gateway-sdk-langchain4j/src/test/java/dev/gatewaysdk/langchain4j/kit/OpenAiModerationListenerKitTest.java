package dev.gatewaysdk.langchain4j.kit;

import dev.gatewaysdk.langchain4j.GatewayModerationModel;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.common.AbstractModerationModelListenerIT;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's kit for listeners of moderation models. */
final class OpenAiModerationListenerKitTest extends AbstractModerationModelListenerIT {
  private final Kit kit = Kit.openAi();
  private final Kit locked = Kit.lockedOpenAi();

  @AfterEach
  void close() {
    kit.close();
    locked.close();
  }

  @Override
  protected ModerationModel createModel(List<ModerationModelListener> listeners) {
    return model(kit, listeners);
  }

  @Override
  protected ModerationModel createFailingModel(List<ModerationModelListener> listeners) {
    return model(locked, listeners);
  }

  private static ModerationModel model(Kit kit, List<ModerationModelListener> listeners) {
    return GatewayModerationModel.builder(kit.gateway(), Kit.ENDPOINT).listeners(listeners).build();
  }

  @Override
  protected Class<? extends Exception> expectedExceptionClass() {
    return AuthenticationException.class;
  }
}
