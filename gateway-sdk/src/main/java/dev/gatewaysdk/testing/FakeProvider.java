package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A provider that answers as the test says, without a network. Thread-safe.
 *
 * <p>It stands at the end of the real pipeline, so that routing, retries, fallback, limits and
 * records are what they are in production:
 *
 * <pre>{@code
 * FakeProvider fake = new FakeProvider();
 * fake.whenUser("weather").toolCall("forecast", "{\"city\":\"Bern\"}").thenReply("18 degrees");
 * fake.onTurn(3).rateLimited(Duration.ofSeconds(2));
 * fake.otherwise().reply("Hello!");
 *
 * GatewayClient gateway = GatewayClient.builder().provider("fake", fake).build();
 * gateway.chat("@fake/any-model", "Hi"); // Hello!
 * }</pre>
 *
 * <p>Operations other than chat have canned answers; see {@link #respond}.
 *
 * <p>The first rule that matches answers, in the order in which they were written; {@link
 * #otherwise()} comes last. A request that no rule matches fails with an {@link AssertionError}
 * that says why each of them does not.
 */
public final class FakeProvider implements Provider {
  private final String type;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger toolCalls = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final List<FakeRule> rules = new ArrayList<>(); // Guarded by lock, as all below.
  private @Nullable FakeRule otherwise;
  private final List<Asked> asked = new ArrayList<>();
  private final FakeSurfaces surfaces = new FakeSurfaces(cancelled);
  private boolean closed;

  /** A provider of type {@code fake}, whose models have no price. */
  public FakeProvider() {
    this("fake");
  }

  /**
   * A provider that passes for another type, so that prices of its models apply.
   *
   * @param type such as {@code openai}
   */
  public FakeProvider(String type) {
    this.type = type;
  }

  /** A rule for the requests that the predicate holds for. */
  public FakeRule when(Predicate<ChatRequest> predicate) {
    return when("predicate", predicate);
  }

  /**
   * A rule for the requests that the predicate holds for.
   *
   * @param description what the predicate looks for, for the message if no rule matches
   */
  public FakeRule when(String description, Predicate<ChatRequest> predicate) {
    return add(Match.predicate(description, predicate));
  }

  /** A rule for the requests in which a message of the user contains that text, to the letter. */
  public FakeRule whenUser(String contains) {
    return add(Match.user(contains));
  }

  /** A rule for the requests that go to that model of this provider. */
  public FakeRule whenModel(String model) {
    return add(Match.model(model));
  }

  /**
   * A rule for the n-th request that reaches this provider, retries included.
   *
   * @param turn counts from 1
   * @throws IllegalArgumentException if it is less than 1
   */
  public FakeRule onTurn(int turn) {
    return add(Match.turn(turn));
  }

  /** The rule for the requests that no other matches; takes the place of an earlier one. */
  public FakeRule otherwise() {
    FakeRule rule = new FakeRule(Match.any(), toolCalls);
    lock.lock();
    try {
      otherwise = rule;
    } finally {
      lock.unlock();
    }
    return rule;
  }

  /**
   * Answers the other operations with what the function makes of the request, or throws. Unless
   * told so, it gives the same canned answer to the same request.
   *
   * @param type such as {@code EmbeddingRequest.class}
   */
  public <Q extends RequestFor<R>, R extends Response> FakeProvider respond(
      Class<Q> type, Function<? super Q, ? extends R> answer) {
    surfaces.respond(type, answer);
    return this;
  }

  /** Makes it a provider that cannot do these operations. */
  public FakeProvider without(Operation... operations) {
    surfaces.without(operations);
    return this;
  }

  /** Every request so far that was not for chat, in order; an unmodifiable copy. */
  public List<OperationRequest> otherRequests() {
    return surfaces.requests();
  }

  /** Everything that was asked of chat so far, in order; an unmodifiable copy. */
  public List<Asked> asked() {
    lock.lock();
    try {
      return List.copyOf(asked);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What was asked last.
   *
   * @throws AssertionError if nothing was
   */
  public Asked lastAsked() {
    List<Asked> all = asked();
    if (all.isEmpty()) {
      throw new AssertionError("no request has reached the fake provider");
    }
    return all.get(all.size() - 1);
  }

  /** Every request so far, as it reached this provider, in order; an unmodifiable copy. */
  public List<ChatRequest> requests() {
    return asked().stream().map(Asked::request).toList();
  }

  /**
   * The request that came last.
   *
   * @throws AssertionError if none came
   */
  public ChatRequest lastRequest() {
    return lastAsked().request();
  }

  /** The model that each request asked this provider for, in order; an unmodifiable copy. */
  public List<String> models() {
    return asked().stream().map(Asked::model).toList();
  }

  /**
   * How many answers were stopped before their end: by a cancelled call, an interrupted thread or a
   * stream closed early.
   */
  public int cancellations() {
    return cancelled.get();
  }

  /** How often it was asked, retries included. */
  public int attempts() {
    return asked().size() + otherRequests().size();
  }

  /** Whether the gateway has closed it. */
  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Set<Capability> capabilities() {
    return surfaces.capabilities();
  }

  @Override
  public boolean supports(Operation operation) {
    return surfaces.supports(operation);
  }

  @Override
  public Reply open(Attempt attempt) {
    attempt.cancellation().throwIfCancelled();
    if (!(attempt.request() instanceof ChatRequest request)) {
      return surfaces.open(attempt);
    }
    Asked now;
    List<FakeRule> known;
    FakeRule last;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the fake provider is closed");
      }
      now = new Asked(request, attempt.target().model(), asked.size() + 1, attempt.streamed());
      asked.add(now);
      known = List.copyOf(rules);
      last = otherwise;
    } finally {
      lock.unlock();
    }
    attempt.trail().providerRequestId(now.id());
    Answer answer = Unmatched.firstOf(known, last, now).next(now);
    try {
      return answer.play(attempt, now, cancelled::incrementAndGet);
    } catch (CallCancelledException e) {
      cancelled.incrementAndGet();
      throw e;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private FakeRule add(Match match) {
    FakeRule rule = new FakeRule(match, toolCalls);
    lock.lock();
    try {
      rules.add(rule);
    } finally {
      lock.unlock();
    }
    return rule;
  }
}
