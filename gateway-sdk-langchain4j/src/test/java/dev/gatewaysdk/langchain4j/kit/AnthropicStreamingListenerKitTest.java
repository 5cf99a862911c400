package dev.gatewaysdk.langchain4j.kit;

final class AnthropicStreamingListenerKitTest extends StreamingListenerKit {
  AnthropicStreamingListenerKitTest() {
    super(Kit.anthropic(), Kit.lockedAnthropic());
  }
}
