package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's answers as LangChain4j's. */
final class GatewayAnswers {
  private GatewayAnswers() {}

  /**
   * @throws ContentFilteredException if the model refused; the words are in the cause
   */
  static ChatResponse of(dev.gatewaysdk.chat.ChatResponse answer) {
    ChatMessage message = answer.message();
    String refusal = message.refusal();
    if (refusal != null) {
      StructuredAnswerException refused =
          StructuredAnswerException.unanswered(
              StructuredAnswerException.Reason.REFUSED, "answer", refusal, answer.requestId());
      throw new ContentFilteredException(refused.getMessage(), refused);
    }
    return ChatResponse.builder()
        .aiMessage(message(message, KeptParts.attributes(message)))
        .metadata(
            GatewayChatResponseMetadata.builder(answer)
                .id(answer.id() == null ? answer.requestId() : answer.id())
                .modelName(model(answer))
                .tokenUsage(answer.usage() == null ? null : GatewayTokenUsage.of(answer.usage()))
                .finishReason(reason(answer.finishReason()))
                .build())
        .build();
  }

  /** A message; its text and thinking are null where there is none. Nulls here save copies. */
  static AiMessage message(ChatMessage message, @Nullable Map<String, Object> attributes) {
    return AiMessage.builder()
        .text(orNull(text(message)))
        .thinking(orNull(message.reasoning()))
        .toolExecutionRequests(toolCalls(message))
        .attributes(attributes)
        .build();
  }

  /** What was written, or else what was said. */
  private static String text(ChatMessage message) {
    String text = message.text();
    if (text.isEmpty()) {
      for (ContentPart part : message.parts()) {
        if (part instanceof ContentPart.SpokenAnswer spoken) {
          return spoken.transcript();
        }
      }
    }
    return text;
  }

  private static @Nullable List<ToolExecutionRequest> toolCalls(ChatMessage message) {
    List<ToolExecutionRequest> calls = null;
    for (ContentPart part : message.parts()) {
      if (part instanceof ContentPart.ToolCall call) {
        calls = calls == null ? new ArrayList<>(2) : calls;
        calls.add(toolCall(call.id(), call.name(), call.arguments()));
      }
    }
    return calls;
  }

  /** A call; one without arguments has those of an empty object, as LangChain4j's tools expect. */
  static ToolExecutionRequest toolCall(String id, String name, String arguments) {
    return ToolExecutionRequest.builder()
        .id(id)
        .name(name)
        .arguments(arguments.isEmpty() ? "{}" : arguments)
        .build();
  }

  private static @Nullable String model(dev.gatewaysdk.chat.ChatResponse answer) {
    if (answer.model() != null) {
      return answer.model();
    }
    return answer.target() == null ? null : answer.target().model();
  }

  private static FinishReason reason(dev.gatewaysdk.chat.FinishReason reason) {
    return switch (reason) {
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case TOOL_CALLS -> FinishReason.TOOL_EXECUTION;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case PAUSED, OTHER -> FinishReason.OTHER;
    };
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
