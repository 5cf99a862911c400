package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;

/** Feeds the reader without a transport. */
final class AnthropicReplies {
  private AnthropicReplies() {}

  /** A reader of the answer to a request that says little. */
  private static AnthropicReplyReader reader() {
    return reader(Attempts.HELLO, WrittenRequest.MODEL);
  }

  /** A reader of the answer to that request. */
  private static AnthropicReplyReader reader(ChatRequest request, String model) {
    AnthropicMaxTokens maxTokens = new AnthropicMaxTokens(null, null);
    return new AnthropicChatWriter(request, model, false, maxTokens, adjustment -> {}).reader();
  }

  /** The events of a stream, from the data of each of its events. */
  static List<ReplyEvent> streamed(List<String> data) {
    return streamed(data, reader());
  }

  /** The same, as the answer to that request. */
  static List<ReplyEvent> streamed(List<String> data, ChatRequest request, String model) {
    return streamed(data, reader(request, model));
  }

  private static List<ReplyEvent> streamed(List<String> data, AnthropicReplyReader reader) {
    List<ReplyEvent> events = new ArrayList<>();
    try {
      for (String one : data) {
        reader.event(JsonReader.of(new Buffer().writeUtf8(one)), events::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!reader.ended()) {
      throw new AssertionError("the stream did not end");
    }
    return events;
  }

  /** The events of a unary answer. */
  static List<ReplyEvent> whole(String json) {
    return whole(json, reader());
  }

  /** The same, as the answer to that request. */
  static List<ReplyEvent> whole(String json, ChatRequest request, String model) {
    return whole(json, reader(request, model));
  }

  private static List<ReplyEvent> whole(String json, AnthropicReplyReader reader) {
    List<ReplyEvent> events = new ArrayList<>();
    try {
      reader.whole(JsonReader.of(new Buffer().writeUtf8(json)), events::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  /** The whole answer. */
  static ChatResponse collected(List<ReplyEvent> events) {
    ChatCollector collector = new ChatCollector();
    events.forEach(event -> collector.add((ChatEvent) event));
    return collector.toResponse().build();
  }
}
