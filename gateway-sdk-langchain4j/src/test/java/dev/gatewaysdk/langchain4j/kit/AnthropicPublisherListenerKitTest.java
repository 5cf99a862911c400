package dev.gatewaysdk.langchain4j.kit;

import java.time.Duration;

final class AnthropicPublisherListenerKitTest extends PublisherListenerKit {
  @Override
  Kit talkative(int words, Duration pause) {
    return Kit.talkativeAnthropic(words, pause);
  }

  @Override
  Kit locked() {
    return Kit.lockedAnthropic();
  }
}
