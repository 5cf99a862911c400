package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelPublisherListenerTest;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** LangChain4j's kit for listeners of published streams; it waits for what must not come. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PublisherListenerKit extends AbstractStreamingChatModelPublisherListenerTest {
  private final List<Kit> kits = new ArrayList<>();

  abstract Kit talkative(int words, Duration pause);

  abstract Kit locked();

  @AfterEach
  void close() {
    kits.forEach(Kit::close);
  }

  @Override
  protected StreamingChatModel createModel(ChatModelListener listener, StreamScenario scenario) {
    Kit kit =
        scenario.fail()
            ? locked()
            : talkative(
                scenario.contentChunks(),
                Duration.ofMillis(scenario.spreadOverMillis() / scenario.contentChunks()));
    kits.add(kit);
    return kit.streaming().listeners(List.of(listener)).build();
  }
}
