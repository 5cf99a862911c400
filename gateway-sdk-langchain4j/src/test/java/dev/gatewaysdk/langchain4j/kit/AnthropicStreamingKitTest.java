package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.common.StreamingMode;

final class AnthropicStreamingKitTest extends StreamingKit {
  AnthropicStreamingKitTest() {
    super(Kit.anthropic(), StreamingMode.HANDLER);
  }
}
