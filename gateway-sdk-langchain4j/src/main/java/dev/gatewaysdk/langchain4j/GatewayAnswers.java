package dev.gatewaysdk.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;

/** The gateway's answers as LangChain4j's. */
final class GatewayAnswers {
  private GatewayAnswers() {}

  static ChatResponse of(dev.gatewaysdk.chat.ChatResponse answer) {
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(answer.text()))
        .metadata(GatewayChatResponseMetadata.builder(answer).modelName(answer.model()).build())
        .build();
  }

  static ToolExecutionRequest toolCall(String id, String name, String arguments) {
    return ToolExecutionRequest.builder()
        .id(id)
        .name(name)
        .arguments(arguments.isEmpty() ? "{}" : arguments)
        .build();
  }
}
