package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
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
final class GeminiReplies {
  final CallTrail trail = new CallTrail();
  final List<ReplyEvent> events = new ArrayList<>();
  private final GeminiReplyReader reader;

  GeminiReplies(GeminiFlavor flavor, ChatRequest request) {
    this.reader =
        new GeminiReplyReader(
            request.choices() != null, flavor, GeminiToolNames.of(request, said -> {}), trail);
  }

  static GeminiReplies gemini() {
    return new GeminiReplies(
        GeminiFlavor.GEMINI, ChatRequest.builder("e").user("Hi").choices(2).build());
  }

  /** The events of a stream, from the data of each of its events. */
  List<ReplyEvent> streamed(List<String> data) {
    try {
      for (String one : data) {
        reader.event(JsonReader.of(new Buffer().writeUtf8(one)), events::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.endOfStream(events::add);
    if (!reader.ended()) {
      throw new AssertionError("the stream did not end");
    }
    return events;
  }

  /** The events of a unary answer. */
  List<ReplyEvent> whole(String json) {
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

  /** The whole answer to JSON in which single quotes stand for double ones. */
  static ChatResponse answer(String json) {
    return collected(gemini().whole(json.replace('\'', '"')));
  }
}
