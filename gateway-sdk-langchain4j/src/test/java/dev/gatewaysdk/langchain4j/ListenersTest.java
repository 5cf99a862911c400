package dev.gatewaysdk.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.testing.FakeProvider;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder().messages(UserMessage.from("Hi")).build();

  private final FakeProvider fake = new FakeProvider();
  private final GatewayClient gateway =
      GatewayClient.builder().provider("fake", fake).executor(Runnable::run).build();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final ChatModelListener listener =
      new ChatModelListener() {
        @Override
        public void onRequest(ChatModelRequestContext context) {
          heard.add("request " + context.chatRequest().modelName());
        }

        @Override
        public void onResponse(ChatModelResponseContext context) {
          heard.add("response " + context.chatResponse().modelName());
        }

        @Override
        public void onError(ChatModelErrorContext context) {
          heard.add("error " + context.error().getClass().getSimpleName());
        }
      };
  private final GatewayChatModel model =
      GatewayChatModel.builder(gateway, "@fake/m").listeners(List.of(listener)).build();
  private final GatewayStreamingChatModel streaming =
      GatewayStreamingChatModel.builder(gateway, "@fake/m").listeners(List.of(listener)).build();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void hearOnceOfEachAnswer() {
    fake.otherwise().reply("ok");

    model.chat(REQUEST);
    model.chatAsync(REQUEST).join();
    streaming.chat(REQUEST, new RecordingHandler());
    streaming.chat(REQUEST).subscribe(new RecordingSubscriber(Long.MAX_VALUE));

    assertThat(heard)
        .containsExactly(
            "request @fake/m",
            "response m",
            "request @fake/m",
            "response m",
            "request @fake/m",
            "response m",
            "request @fake/m",
            "response m");
  }

  @Test
  void hearOnceOfEachFailure() {
    fake.otherwise().authenticationFailed();

    assertThat(catchThrowable(() -> model.chat(REQUEST))).isNotNull();
    assertThat(model.chatAsync(REQUEST)).isCompletedExceptionally();
    RecordingHandler handler = new RecordingHandler();
    streaming.chat(REQUEST, handler);
    handler.await();
    RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
    streaming.chat(REQUEST).subscribe(subscriber);
    subscriber.await();

    assertThat(heard)
        .containsExactly(
            "request @fake/m",
            "error AuthenticationException",
            "request @fake/m",
            "error AuthenticationException",
            "request @fake/m",
            "error AuthenticationException",
            "request @fake/m",
            "error AuthenticationException");
  }
}
