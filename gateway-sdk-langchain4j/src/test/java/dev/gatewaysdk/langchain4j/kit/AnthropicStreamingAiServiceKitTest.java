package dev.gatewaysdk.langchain4j.kit;

final class AnthropicStreamingAiServiceKitTest extends StreamingAiServiceKit {
  AnthropicStreamingAiServiceKitTest() {
    super(Kit.anthropic());
  }
}
