package dev.gatewaysdk.contract;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.UsageReported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whole answers, made of a reply's events without a gateway around them. */
final class Answers {
  private Answers() {}

  /** Every event of a reply, which is closed then. */
  static List<ReplyEvent> events(Reply reply) {
    List<ReplyEvent> events = new ArrayList<>();
    try (reply) {
      for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
        events.add(event);
      }
    }
    return events;
  }

  /** The answer to a request that the events make. */
  static Object collect(OperationRequest request, List<ReplyEvent> events) {
    if (!(request instanceof RequestFor<?> other)) {
      ChatCollector chat = new ChatCollector();
      events.forEach(event -> chat.add((ChatEvent) event));
      return chat.toResponse().build();
    }
    ReplyCollector<?> collector = other.collector();
    AnswerStarted started = new AnswerStarted(null, null);
    UsageReported usage = null;
    for (ReplyEvent event : events) {
      started = event instanceof AnswerStarted one ? one : started;
      usage = event instanceof UsageReported one ? one : usage;
      collector.add(event);
    }
    return collector.toResponse(
        new ResponseInfo(
            "",
            started.id(),
            started.model(),
            usage == null ? null : usage.usage(),
            usage == null ? null : usage.raw(),
            null,
            null,
            List.of(),
            List.of()));
  }

  /** Whether an answer says the same as the whole one, but for the usage, which it has not. */
  static boolean sameWithoutUsage(Object whole, Object other) {
    Map<String, @Nullable Object> facts = Facts.of(whole);
    facts.put("usage", null);
    return facts.equals(Facts.of(other));
  }

  /** Whether two answers to the same request say the same. */
  static boolean same(Object one, Object other) {
    if (one instanceof ChatResponse chat && other instanceof ChatResponse second) {
      return chat.equals(second)
          && Objects.equals(chat.rawUsage(), second.rawUsage())
          && chat.extras().equals(second.extras());
    }
    return Facts.of(one).equals(Facts.of(other));
  }
}
