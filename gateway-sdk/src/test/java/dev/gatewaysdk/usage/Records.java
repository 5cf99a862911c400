package dev.gatewaysdk.usage;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.reply.TokenUsage;
import java.time.Instant;

/** Records for tests. */
final class Records {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Records() {}

  /** A successful call at noon: 10 tokens in, 5 out, 2 ms, 1 micro-USD. */
  static CallRecord.Builder call(String id, Caller caller) {
    return at(NOON, id, caller);
  }

  static CallRecord.Builder at(Instant when, String id, Caller caller) {
    return new CallRecord.Builder(id, Operation.CHAT, caller)
        .time(when.toEpochMilli(), 2_000_000, 1_000_000)
        .endpoint("support")
        .target(new ServedBy("openai-prod", "gpt-4o"), "gpt-4o-2024-08-06")
        .usage(TokenUsage.of(10, 5), new Cost(1_000_000, false))
        .attempts(1);
  }

  static CallRecord of(String user) {
    return call("r", Caller.user(user)).build();
  }
}
