package dev.gatewaysdk.langchain4j.kit;

final class OpenAiStreamingListenerKitTest extends StreamingListenerKit {
  OpenAiStreamingListenerKitTest() {
    super(Kit.openAi(), Kit.lockedOpenAi());
  }
}
