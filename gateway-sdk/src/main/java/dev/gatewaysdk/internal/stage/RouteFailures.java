package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of the targets of one call that did not answer, and what to tell the caller. */
final class RouteFailures {
  private final Lane[] lanes;
  private final GatewayClock clock;
  private final List<ProviderException> failed = new ArrayList<>();
  private final Map<Lane, UnsupportedRequestException> unable = new LinkedHashMap<>();

  /**
   * @param lanes all that the call may ask
   */
  RouteFailures(Lane[] lanes, GatewayClock clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  /** Notes that a target failed, after as many tries as it was given. */
  void add(ProviderException e) {
    failed.addAll(e.earlier());
    failed.add(e);
  }

  /** Notes that a target cannot do what the request asks for. */
  void add(Lane lane, UnsupportedRequestException e) {
    unable.put(lane, e);
  }

  /** Whether a target was asked at all. */
  boolean anyFailed() {
    return !failed.isEmpty();
  }

  /** The targets that could do it, those that nobody asked included. */
  List<Lane> able(Operation operation) {
    for (Lane lane : lanes) {
      UnsupportedRequestException refusal =
          SupportStage.refusal(lane.provider(), lane.target(), operation);
      if (refusal != null) {
        unable.put(lane, refusal);
      }
    }
    List<Lane> able = new ArrayList<>(List.of(lanes));
    able.removeAll(unable.keySet());
    return able;
  }

  /** The last failure, with those before it. If all targets ask to wait, the soonest counts. */
  ProviderException last() {
    int last = failed.size() - 1;
    ProviderException.Builder builder =
        failed.get(last).toBuilder().earlier(failed.subList(0, last));
    long soonest = failed.get(last).kind() == FailureKind.RATE_LIMITED ? soonestLimit() : 0;
    if (soonest > 0) {
      builder.retryAfter(Duration.ofNanos(soonest));
    }
    ProviderException e = builder.build();
    unable.values().forEach(e::addSuppressed);
    return e;
  }

  private long soonestLimit() {
    long now = clock.nanoTime();
    long soonest = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      ProviderException reason = lane.bench().reason();
      boolean limited = reason != null && reason.kind() == FailureKind.RATE_LIMITED;
      soonest = Math.min(soonest, limited ? lane.bench().nanos(now) : 0);
    }
    return soonest;
  }

  /** No target can do it: what the first one says, and the others after it. */
  UnsupportedRequestException nobodyCan() {
    UnsupportedRequestException first = unable.values().iterator().next();
    StringBuilder text = new StringBuilder();
    unable.forEach(
        (lane, e) -> {
          String said = e == first ? withoutParameter(e) : e.getMessage();
          String name = lane.target().name();
          text.append(text.isEmpty() ? "" : "; ");
          text.append(said.contains(name) ? said : name + ": " + said);
        });
    UnsupportedRequestException all =
        new UnsupportedRequestException(first.parameter(), text.toString());
    unable.values().forEach(all::addSuppressed);
    return all;
  }

  private static String withoutParameter(UnsupportedRequestException e) {
    String message = e.getMessage();
    String prefix = e.parameter() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
