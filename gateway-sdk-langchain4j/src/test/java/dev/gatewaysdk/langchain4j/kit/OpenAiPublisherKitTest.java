package dev.gatewaysdk.langchain4j.kit;

import dev.langchain4j.model.chat.common.StreamingMode;

final class OpenAiPublisherKitTest extends StreamingKit {
  OpenAiPublisherKitTest() {
    super(Kit.openAi(), StreamingMode.PUBLISHER);
  }
}
