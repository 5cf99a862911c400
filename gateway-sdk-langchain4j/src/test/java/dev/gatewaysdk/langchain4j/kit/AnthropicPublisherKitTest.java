package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.common.StreamingMode;

final class AnthropicPublisherKitTest extends StreamingKit {
  AnthropicPublisherKitTest() {
    super(Kit.anthropic(), StreamingMode.PUBLISHER);
  }
}
