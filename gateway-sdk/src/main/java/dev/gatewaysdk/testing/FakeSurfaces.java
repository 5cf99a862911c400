package dev.gatewaysdk.testing;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a fake provider answers to all operations but chat. Thread-safe. */
final class FakeSurfaces {
  private final Map<Class<?>, Function<RequestFor<?>, Response>> answers =
      new ConcurrentHashMap<>();
  private final List<OperationRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Operation> missing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cancelled;

  /**
   * @param cancelled counts the answers that are stopped before their end
   */
  FakeSurfaces(AtomicInteger cancelled) {
    this.cancelled = cancelled;
  }

  <Q extends RequestFor<R>, R extends Response> void respond(
      Class<Q> type, Function<? super Q, ? extends R> answer) {
    answers.put(type, request -> answer.apply(type.cast(request)));
  }

  void without(Operation... operations) {
    missing.addAll(List.of(operations));
  }

  Set<Capability> capabilities() {
    return Capability.set(this::supports, EnumSet.allOf(Capability.class));
  }

  boolean supports(Operation operation) {
    return !missing.contains(operation);
  }

  /** Every request so far, in order. */
  List<OperationRequest> requests() {
    return List.copyOf(requests);
  }

  Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    if (!(asked instanceof RequestFor<?> request)) {
      throw new AssertionError("the fake provider does not know " + asked.getClass());
    }
    requests.add(asked);
    attempt.trail().providerRequestId("fake-" + asked.operation().wireName());
    Function<RequestFor<?>, Response> own = answers.get(asked.getClass());
    Response response = own == null ? CannedAnswers.to(request) : own.apply(request);
    return new FakeReply(
        events(response, attempt),
        Duration.ZERO,
        new Waits(attempt),
        null,
        cancelled::incrementAndGet);
  }

  private static List<ReplyEvent> events(Response response, Attempt attempt) {
    ResponseInfo info = response.info();
    String model = info.model();
    List<ReplyEvent> events = new ArrayList<>();
    events.add(new AnswerStarted(info.id(), model == null ? attempt.target().model() : model));
    events.addAll(SurfacePieces.of(response, attempt.streamed()));
    @Nullable TokenUsage usage = info.usage();
    if (usage != null) {
      events.add(new UsageReported(usage, RawForms.usage(usage)));
    }
    return events;
  }
}
