package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages as the gateway's. */
final class GatewayMessages {
  private GatewayMessages() {}

  static ChatMessage of(dev.langchain4j.data.message.ChatMessage message) {
    if (message instanceof UserMessage user) {
      ChatMessage said = ChatMessage.user(GatewayContents.of(user.contents()));
      return user.name() == null ? said : said.named(user.name());
    }
    if (message instanceof AiMessage answer) {
      List<ContentPart> kept = KeptParts.of(answer);
      return ChatMessage.assistant(kept == null ? parts(answer) : kept);
    }
    if (message instanceof SystemMessage system) {
      return ChatMessage.system(system.text());
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return ChatMessage.toolResult(
          result.id() == null ? "" : result.id(), GatewayContents.of(result.contents()));
    }
    throw new UnsupportedRequestException(
        "messages", "the gateway does not know a " + message.getClass().getSimpleName());
  }

  /** The parts of an answer of which no more is known than LangChain4j's own fields say. */
  static List<ContentPart> parts(AiMessage answer) {
    List<ContentPart> parts = new ArrayList<>(2 + answer.toolExecutionRequests().size());
    if (notEmpty(answer.thinking())) {
      parts.add(new ContentPart.Reasoning(answer.thinking(), null));
    }
    if (notEmpty(answer.text())) {
      parts.add(new ContentPart.Text(answer.text()));
    }
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      String id = call.id() == null ? "" : call.id();
      String arguments = call.arguments() == null ? "" : call.arguments();
      parts.add(ContentPart.ToolCall.of(id, call.name(), arguments));
    }
    return parts;
  }

  private static boolean notEmpty(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
