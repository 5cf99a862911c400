package dev.gatewaysdk.langchain4j.kit;

import java.time.Duration;

final class OpenAiPublisherListenerKitTest extends PublisherListenerKit {
  @Override
  Kit talkative(int words, Duration pause) {
    return Kit.talkativeOpenAi(words, pause);
  }

  @Override
  Kit locked() {
    return Kit.lockedOpenAi();
  }
}
