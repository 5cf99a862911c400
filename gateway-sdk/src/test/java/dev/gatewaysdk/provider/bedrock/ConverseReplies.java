package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;

/** Feeds the reader without a transport. */
final class ConverseReplies {
  private ConverseReplies() {}

  static ConverseReplyReader reader() {
    return reader(WrittenConverse.hello(), WrittenConverse.CLAUDE);
  }

  /** The reader of the answer to that request. */
  static ConverseReplyReader reader(ChatRequest.Builder request, String model) {
    return new ConverseWriter(request.build(), model, adjustment -> {}).reader();
  }

  /** An event as the transport gives it. */
  static String event(String type, String payload) {
    return "{\":message-type\":\"event\",\":event-type\":\""
        + type
        + "\",\"payload\":"
        + payload
        + "}";
  }

  static List<ReplyEvent> streamed(ConverseReplyReader reader, List<String> frames) {
    List<ReplyEvent> events = new ArrayList<>();
    try {
      for (String one : frames) {
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

  static List<ReplyEvent> whole(ConverseReplyReader reader, String json) {
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
