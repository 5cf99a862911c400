package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says a conversation of the gateway in LangChain4j's messages. */
final class ModelMessages {
  private final Attempt attempt;
  private final ModelContent content;
  private final Map<String, String> toolNames = new HashMap<>();

  /**
   * @param attempt takes the adjustments
   */
  ModelMessages(Attempt attempt) {
    this.attempt = attempt;
    this.content = new ModelContent(attempt);
  }

  /**
   * Adds what becomes of a message.
   *
   * @param place of the message, for adjustments and refusals
   */
  void add(
      ChatMessage message, String place, List<dev.langchain4j.data.message.ChatMessage> messages) {
    if (message.name() != null && message.role() != ChatMessage.Role.USER) {
      adjusted(Kind.DROPPED, place + ".name", "LangChain4j knows names of users only");
    }
    switch (message.role()) {
      case SYSTEM, DEVELOPER -> system(message, place, messages);
      case USER -> messages.add(user(message, place));
      case ASSISTANT -> messages.add(assistant(message, place));
      case TOOL -> messages.add(result(message, place));
    }
  }

  private void system(
      ChatMessage message, String place, List<dev.langchain4j.data.message.ChatMessage> messages) {
    List<String> texts = new ArrayList<>();
    for (ContentPart part : message.parts()) {
      if (part instanceof ContentPart.Text text) {
        texts.add(text.text());
      } else if (!(part instanceof CacheMark)) {
        throw new UnsupportedRequestException(
            place + ".content", "LangChain4j takes nothing but text as an instruction");
      }
    }
    String text = String.join("\n\n", texts);
    if (text.isBlank()) {
      adjusted(Kind.DROPPED, place, "LangChain4j takes no instruction without a text");
      return;
    }
    if (message.role() == ChatMessage.Role.DEVELOPER) {
      adjusted(Kind.EMULATED, place, "LangChain4j has no developer's role: sent as the system's");
    }
    messages.add(SystemMessage.from(text));
  }

  private UserMessage user(ChatMessage message, String place) {
    UserMessage.Builder user = UserMessage.builder().contents(contents(message, place));
    if (message.name() != null) {
      user.name(message.name());
    }
    return user.build();
  }

  private ToolExecutionResultMessage result(ChatMessage message, String place) {
    String id = message.toolCallId();
    return ToolExecutionResultMessage.builder()
        .id(id)
        .toolName(toolNames.getOrDefault(id == null ? "" : id, ""))
        .contents(contents(message, place))
        .build();
  }

  private List<Content> contents(ChatMessage message, String place) {
    List<Content> contents = new ArrayList<>();
    for (ContentPart part : message.parts()) {
      Content one = content.of(part, place + ".content");
      if (one != null) {
        contents.add(one);
      }
    }
    if (contents.isEmpty()) {
      contents.add(TextContent.from("")); // A message of LangChain4j has at least one.
    }
    return contents;
  }

  private AiMessage assistant(ChatMessage message, String place) {
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    List<ToolExecutionRequest> calls = new ArrayList<>();
    Map<String, @Nullable Object> attributes = Map.of();
    for (ContentPart part : message.parts()) {
      if (part instanceof ContentPart.Text said) {
        text.append(said.text());
      } else if (part instanceof ContentPart.Reasoning reasoning) {
        thinking.append(reasoning.text());
      } else if (part instanceof ContentPart.ToolCall call) {
        calls.add(call(call, place));
      } else if (part instanceof ContentPart.ProviderBlock block) {
        if (ModelAttributes.isAttributes(block)) {
          attributes = ModelAttributes.of(block);
        } else {
          adjusted(
              Kind.DROPPED,
              place + ".content",
              "a block of another provider, of type " + block.type());
        }
      } else if (!(part instanceof CacheMark)) {
        text.append(spoken(part, place));
      }
    }
    return AiMessage.builder()
        .text(text.isEmpty() ? null : text.toString())
        .thinking(thinking.isEmpty() ? null : thinking.toString())
        .toolExecutionRequests(calls)
        .attributes(attributes)
        .build();
  }

  private String spoken(ContentPart part, String place) {
    if (part instanceof ContentPart.Refusal refusal) {
      adjusted(Kind.EMULATED, place + ".refusal", "LangChain4j knows no refusals: sent as text");
      return refusal.text();
    }
    if (part instanceof ContentPart.SpokenAnswer spoken) {
      adjusted(Kind.EMULATED, place + ".audio", "LangChain4j has no spoken answers: sent as text");
      return spoken.transcript();
    }
    throw new UnsupportedRequestException(
        place + ".content", "LangChain4j takes no pictures, files or sound from the model");
  }

  private ToolExecutionRequest call(ContentPart.ToolCall call, String place) {
    if (call.type() == ContentPart.ToolCall.Type.CUSTOM) {
      adjusted(
          Kind.EMULATED, place + ".tool_calls", "LangChain4j has no tools that take free text");
    }
    toolNames.put(call.id(), call.name());
    return ToolExecutionRequest.builder()
        .id(call.id().isEmpty() ? null : call.id())
        .name(call.name())
        .arguments(call.arguments())
        .build();
  }

  private void adjusted(Kind kind, String subject, String detail) {
    attempt.adjusted(new Adjustment(kind, subject, detail));
  }
}
