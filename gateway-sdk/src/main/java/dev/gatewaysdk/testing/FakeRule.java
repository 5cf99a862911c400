package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.RateLimits;
import dev.gatewaysdk.reply.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeProvider} answers to the requests of one rule. Thread-safe.
 *
 * <p>Methods add to one answer, until {@link #then()} begins the answer to the next request of the
 * rule. When all answers were given, the last one repeats.
 *
 * <pre>{@code
 * fake.whenUser("weather").toolCall("forecast", "{}").thenReply("Sunny.");
 * fake.whenModel("gpt-4o").rateLimited(Duration.ofSeconds(1)).then().overloaded().thenReply("ok");
 * fake.otherwise().stream("Hel", "lo").pause(Duration.ofMillis(50)).cutAfter(1);
 * }</pre>
 *
 * <p>An answer means the same whether the caller streams or not. A failure after some content
 * reaches who does not stream as a failure without content. Waits are on the gateway's clock, so
 * that on a {@link ManualClock} they take no time; one that is longer than the endpoint's time-outs
 * allow ends in a failure of kind {@code TIMEOUT}, when the time-out is over.
 */
public final class FakeRule {
  private final Match match;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Answer> answers = new ArrayList<>(List.of(new Answer()));
  private final AtomicInteger toolCalls;
  private int given;

  /**
   * @param toolCalls counts the tool calls of all rules, so that each has an id of its own
   */
  FakeRule(Match match, AtomicInteger toolCalls) {
    this.match = match;
    this.toolCalls = toolCalls;
  }

  /**
   * Says that text; streamed, word by word.
   *
   * @throws IllegalStateException if the answer has a text; see {@link #thenReply}
   */
  public FakeRule reply(String text) {
    return add(answer -> answer.text(Pieces.words(text)));
  }

  /**
   * Says that text; streamed, in these pieces.
   *
   * @throws IllegalStateException if the answer has a text; see {@link #then}
   */
  public FakeRule stream(String... pieces) {
    return add(answer -> answer.text(List.of(pieces)));
  }

  /** Gives that response, with its usage and finish reason. */
  public FakeRule reply(ChatResponse response) {
    return add(answer -> answer.response(request -> response));
  }

  /**
   * Gives so many choices, as to a request for several answers; streamed, a word of each in turn.
   *
   * @throws IllegalStateException if the answer has a text; see {@link #then}
   */
  public FakeRule choices(String... texts) {
    return add(answer -> answer.choices(List.of(texts)));
  }

  /**
   * Says that value as JSON, as models do that were given a schema.
   *
   * <p>As it stands: a class that is no record is asked for in {@code {"value": …}}, and a record
   * of a sealed interface with its {@code type}, so put these in with {@link java.util.Map#of}.
   *
   * @param value a record, or what {@link RawJson#of} takes, and these nested, and arrays; enums by
   *     their names, dates, durations, URIs and UUIDs as texts, an empty Optional as null
   * @throws IllegalArgumentException if something else is in it
   * @throws IllegalStateException if the answer has a text; see {@link #then}
   */
  public FakeRule replyJson(@Nullable Object value) {
    return reply(RawJson.of(PlainValues.of(value)).text());
  }

  /** Says what the function makes of the request. */
  public FakeRule replyWith(Function<ChatRequest, String> text) {
    return add(answer -> answer.textOf(text));
  }

  /** Gives the response that the function makes of the request. */
  public FakeRule respondWith(Function<ChatRequest, ChatResponse> response) {
    return add(answer -> answer.response(response));
  }

  /**
   * Asks for a tool, beside what else the answer has.
   *
   * @param argumentsJson as the model would write them; not checked, for models err
   */
  public FakeRule toolCall(String name, String argumentsJson) {
    String id = "call_" + toolCalls.incrementAndGet();
    return add(answer -> answer.toolCall(id, name, argumentsJson));
  }

  /** Thinks that, at this place of the answer. */
  public FakeRule reasoning(String text) {
    return add(answer -> answer.reasoning(text, null));
  }

  /** Thinks that under the provider's seal, which the application has to send back unchanged. */
  public FakeRule reasoning(String text, ProviderState state) {
    return add(answer -> answer.reasoning(text, state));
  }

  /** Adds a block that only its provider understands, such as the result of its own search. */
  public FakeRule block(ContentPart.ProviderBlock block) {
    return add(answer -> answer.block(block));
  }

  /** Speaks, beside what else the answer has; streamed, word by word and then the sound. */
  public FakeRule audio(ContentPart.SpokenAnswer spoken) {
    return add(answer -> answer.spoken(spoken));
  }

  /**
   * Streams the pieces of its tool calls and choices in turn, instead of one call after the other.
   */
  public FakeRule interleaved() {
    return add(Answer::interleaved);
  }

  /** Reports how likely the model held the tokens. */
  public FakeRule logprobs(Logprobs tokens) {
    return add(answer -> answer.report(new ChatEvent.LogprobsDelta(0, tokens)));
  }

  /**
   * Reports a further field of the answer, such as {@code service_tier}.
   *
   * @param value what {@link RawJson#of} takes
   */
  public FakeRule field(String name, @Nullable Object value) {
    RawJson json = RawJson.of(value);
    return add(answer -> answer.report(new ChatEvent.FieldReported(name, json)));
  }

  /**
   * Notes that something of the request was changed, as an adapter does that cannot pass it on. If
   * something is lost by it, strict endpoints are refused.
   */
  public FakeRule adjusted(Adjustment adjustment) {
    return add(answer -> answer.note(attempt -> attempt.adjusted(adjustment)));
  }

  /** Says that of the provider's own limits. */
  public FakeRule rateLimits(RateLimits limits) {
    return add(answer -> answer.note(attempt -> attempt.trail().rateLimits(() -> limits)));
  }

  /** Refuses in these words. */
  public FakeRule refusal(String text) {
    return add(answer -> answer.refusal(text));
  }

  /** Stops for that reason; by default for the tools if there are any, else because all is said. */
  public FakeRule finish(FinishReason reason) {
    return finish(reason, RawForms.reason(reason));
  }

  /** Stops for that reason, which the provider calls by another name. */
  public FakeRule finish(FinishReason reason, String rawReason) {
    return add(answer -> answer.finish(reason, rawReason, null));
  }

  /** Stops at that stop sequence. */
  public FakeRule stoppedBy(String stopSequence) {
    FinishReason reason = FinishReason.STOP;
    return add(answer -> answer.finish(reason, RawForms.reason(reason), stopSequence));
  }

  /** Reports that usage; by default 10 tokens in and 5 out. */
  public FakeRule usage(TokenUsage usage) {
    return add(answer -> answer.usage(usage));
  }

  /** Reports no usage, as some providers do for streams. */
  public FakeRule withoutUsage() {
    return add(answer -> answer.usage(null));
  }

  /** Waits before the answer begins. */
  public FakeRule delay(Duration duration) {
    return add(answer -> answer.delay(duration));
  }

  /** Waits between each two pieces of content; an answer in one piece comes as late as the last. */
  public FakeRule pause(Duration duration) {
    return add(answer -> answer.pause(duration));
  }

  /** Begins the answer to the next request of this rule. */
  public FakeRule then() {
    lock.lock();
    try {
      answers.add(new Answer());
    } finally {
      lock.unlock();
    }
    return this;
  }

  /** Says that text in answer to the next request of this rule. */
  public FakeRule thenReply(String text) {
    return then().reply(text);
  }

  /** Fails as {@code RATE_LIMITED} (429), without a time to wait. */
  public FakeRule rateLimited() {
    return fail(() -> Faults.rateLimited(null));
  }

  /** Fails as {@code RATE_LIMITED} (429), and asks to wait so long. */
  public FakeRule rateLimited(Duration retryAfter) {
    return fail(() -> Faults.rateLimited(retryAfter));
  }

  /** Fails as {@code OVERLOADED} (529). */
  public FakeRule overloaded() {
    return fail(Faults::overloaded);
  }

  /** Fails as {@code UNAVAILABLE}: no connection, or after some content, a broken one. */
  public FakeRule unavailable() {
    return add(answer -> answer.fail(Faults::unavailable, Faults::connectionBroken));
  }

  /** Fails as {@code AUTHENTICATION} (401). */
  public FakeRule authenticationFailed() {
    return fail(Faults::authenticationFailed);
  }

  /** Fails as {@code QUOTA_EXHAUSTED} (429). */
  public FakeRule quotaExhausted() {
    return fail(Faults::quotaExhausted);
  }

  /** Fails as {@code MODEL_NOT_FOUND} (404). */
  public FakeRule modelNotFound() {
    return fail(Faults::modelNotFound);
  }

  /** Fails as {@code CONTEXT_TOO_LONG} (400). */
  public FakeRule contextTooLong() {
    return fail(Faults::contextTooLong);
  }

  /** Fails as {@code CONTENT_FILTERED} (400). */
  public FakeRule contentFiltered() {
    return fail(Faults::contentFiltered);
  }

  /** Fails as {@code INVALID_REQUEST} (400) with that message of the provider. */
  public FakeRule invalidRequest(String message) {
    return fail(() -> Faults.invalidRequest(message));
  }

  /** Fails as {@code MALFORMED_REPLY}: a reply that is not JSON. */
  public FakeRule malformedReply() {
    return fail(Faults::malformedReply);
  }

  /** Fails as {@code TIMEOUT}, at once; see {@link #stall()}. */
  public FakeRule timeout() {
    return fail(Faults::timeout);
  }

  /** Fails in that way, with the status and code that are usual for it. */
  public FakeRule failWith(FailureKind kind) {
    return kind == FailureKind.UNAVAILABLE ? unavailable() : fail(() -> Faults.of(kind));
  }

  /** Fails in that way, and asks to wait so long. */
  public FakeRule failWith(FailureKind kind, Duration retryAfter) {
    return fail(() -> Faults.of(kind).toBuilder().retryAfter(retryAfter).build());
  }

  /** Fails with that exception. */
  public FakeRule failWith(ProviderException failure) {
    return fail(() -> failure);
  }

  /**
   * Breaks off after so many pieces of content, before its end, as {@code MALFORMED_REPLY}. Text
   * has as many pieces as words, or as {@link #stream} was given; a tool call has up to three.
   *
   * @param pieces 0 for a stream that begins and breaks off before any content; an answer with
   *     fewer pieces than that fails with an {@link AssertionError} when it is streamed
   * @throws IllegalArgumentException if it is negative
   */
  public FakeRule cutAfter(int pieces) {
    if (pieces < 0) {
      throw new IllegalArgumentException("pieces must not be negative: " + pieces);
    }
    return add(answer -> answer.cutAfter(pieces));
  }

  /**
   * Falls silent after what the answer has, until a time-out of the endpoint is over: that to the
   * first token, that between tokens once there was content, or the total. Then fails as {@code
   * TIMEOUT}.
   */
  public FakeRule stall() {
    return add(Answer::stall);
  }

  Match match() {
    return match;
  }

  /** The answer to the next request of this rule. */
  Answer next(Asked asked) {
    lock.lock();
    try {
      Answer answer = answers.get(Math.min(given, answers.size() - 1));
      given++;
      if (answer.isEmpty()) {
        throw new AssertionError(
            match.name() + " matches request " + asked.turn() + " but has no answer: add one");
      }
      return answer.copy();
    } finally {
      lock.unlock();
    }
  }

  private FakeRule fail(Supplier<ProviderException> failure) {
    return add(answer -> answer.fail(failure, failure));
  }

  private FakeRule add(Consumer<Answer> change) {
    lock.lock();
    try {
      change.accept(answers.get(answers.size() - 1));
    } finally {
      lock.unlock();
    }
    return this;
  }
}
