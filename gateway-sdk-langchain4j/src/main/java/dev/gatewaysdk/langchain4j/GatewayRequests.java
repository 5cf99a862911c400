package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;

/** LangChain4j's requests as the gateway's. */
final class GatewayRequests {
  private GatewayRequests() {}

  static ChatRequest of(dev.langchain4j.model.chat.request.ChatRequest request, String endpoint) {
    ChatRequest.Builder builder = ChatRequest.builder(endpoint);
    for (ChatMessage message : request.messages()) {
      if (message instanceof UserMessage user) {
        builder.user(user.singleText());
      }
    }
    return builder.build();
  }
}
