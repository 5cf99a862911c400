package dev.gatewaysdk.benchmarks;

import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayStreamingChatModel;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** LangChain4j's models: its own for OpenAI, with its defaults, or this library's. */
final class LangChain4jChat implements LoopbackChat {
  private final ChatModel model;
  private final StreamingChatModel streaming;

  private LangChain4jChat(ChatModel model, StreamingChatModel streaming) {
    this.model = model;
    this.streaming = streaming;
  }

  /** {@code langchain4j-open-ai}. */
  static LangChain4jChat openAi(String baseUrl) {
    return new LangChain4jChat(
        OpenAiChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey("sk-sample")
            .modelName(Gateways.MODEL)
            .build(),
        OpenAiStreamingChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey("sk-sample")
            .modelName(Gateways.MODEL)
            .build());
  }

  /** This library, behind the same endpoint as {@link GatewayChat}. */
  static LangChain4jChat gateway(String baseUrl) {
    var gateway = Gateways.gateway(GatewayChat.provider(baseUrl), 3, true);
    return new LangChain4jChat(
        GatewayChatModel.builder(gateway, Gateways.name(1)).caller(Gateways.CALLER).build(),
        GatewayStreamingChatModel.builder(gateway, Gateways.name(1))
            .caller(Gateways.CALLER)
            .build());
  }

  @Override
  public int ask() {
    return model.chat(messages()).aiMessage().text().length();
  }

  @Override
  public int stream() throws IOException {
    Collector collector = new Collector();
    streaming.chat(messages(), collector);
    try {
      return collector.length.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static List<ChatMessage> messages() {
    return List.of(SystemMessage.from(Samples.SYSTEM), UserMessage.from(Samples.QUESTION));
  }

  /** Puts the text together as it arrives, as the other clients do. */
  private static final class Collector implements StreamingChatResponseHandler {
    final CompletableFuture<Integer> length = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onPartialResponse(String part) {
      text.append(part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      length.complete(text.length());
    }

    @Override
    public void onError(Throwable error) {
      length.completeExceptionally(error);
    }
  }
}
