package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.common.StreamingMode;

final class OpenAiStreamingKitTest extends StreamingKit {
  OpenAiStreamingKitTest() {
    super(Kit.openAi(), StreamingMode.HANDLER);
  }
}
