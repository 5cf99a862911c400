package dev.gatewaysdk.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A LangChain4j model that notes what it is asked, and answers as the test says. */
final class ModelDouble implements ChatModel {
  final List<ChatRequest> asked = new CopyOnWriteArrayList<>();
  final Function<ChatRequest, ChatResponse> answer;
  private final Set<Capability> capabilities;

  ModelDouble(Function<ChatRequest, ChatResponse> answer, Capability... capabilities) {
    this.answer = answer;
    this.capabilities = Set.of(capabilities);
  }

  static ModelDouble saying(ChatResponse answer) {
    return new ModelDouble(request -> answer);
  }

  static ModelDouble saying(String text) {
    return saying(ChatResponse.builder().aiMessage(AiMessage.from(text)).build());
  }

  static ModelDouble failing(RuntimeException failure) {
    return new ModelDouble(
        request -> {
          throw failure;
        });
  }

  ChatRequest onlyRequest() {
    if (asked.size() != 1) {
      throw new AssertionError("asked " + asked.size() + " times");
    }
    return asked.get(0);
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    asked.add(request);
    return answer.apply(request);
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return capabilities;
  }
}
