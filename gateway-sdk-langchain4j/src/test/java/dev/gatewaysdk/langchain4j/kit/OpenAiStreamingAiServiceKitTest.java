package dev.gatewaysdk.langchain4j.kit;

final class OpenAiStreamingAiServiceKitTest extends StreamingAiServiceKit {
  OpenAiStreamingAiServiceKitTest() {
    super(Kit.openAi());
  }
}
