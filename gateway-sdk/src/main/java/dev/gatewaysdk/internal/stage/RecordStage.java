package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.internal.stream.BilledApart;
import dev.gatewaysdk.internal.stream.RecordedReply;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.price.ModelPrice;
import dev.gatewaysdk.reply.Cost;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.time.GatewayClock;
import dev.gatewaysdk.usage.CallRecord;
import dev.gatewaysdk.usage.CallRecord.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes one record of every call, whatever its end: the outermost stage. */
public final class RecordStage implements CallInterceptor {
  private final GatewayClock clock;
  private final Consumer<CallRecord> sinks;

  /**
   * @param sinks takes each record; must not throw
   */
  public RecordStage(GatewayClock clock, Consumer<CallRecord> sinks) {
    this.clock = clock;
    this.sinks = sinks;
  }

  @Override
  public Reply intercept(Call call, CallHandler next) {
    Recording recording = new Recording(call, clock.epochMillis());
    try {
      return new RecordedReply(next.handle(call), recording);
    } catch (Throwable e) {
      recording.ended(null, e, false);
      throw e;
    }
  }

  /** The record of one call in the making. */
  private final class Recording implements RecordedReply.End {
    private final Call call;
    private final long timestampMillis;
    private long firstContentNanos = -1;

    Recording(Call call, long timestampMillis) {
      this.call = call;
      this.timestampMillis = timestampMillis;
    }

    @Override
    public void firstContent() {
      firstContentNanos = clock.nanoTime() - call.startNanos();
    }

    @Override
    public void ended(@Nullable RecordedReply reply, @Nullable Throwable failure, boolean readOut) {
      if (failure instanceof GatewayException e) {
        e.failedIn(call.id());
      }
      Target target = call.trail().target();
      TokenUsage usage = reply == null ? null : reply.usage();
      Cost cost = cost(target, usage, reply != null && reply.billedApart());
      call.trail().cost(cost);
      CallRecord.Builder record =
          new CallRecord.Builder(call.id(), call.request().operation(), call.caller())
              .providerRequestId(call.trail().providerRequestId())
              .time(timestampMillis, clock.nanoTime() - call.startNanos(), firstContentNanos)
              .endpoint(call.trail().endpoint())
              .streamed(call.streamed())
              .target(
                  target == null ? null : target.servedBy(),
                  reply == null ? null : reply.responseModel())
              .usage(usage, cost)
              .attempts(call.trail().tries())
              .tags(tags(call));
      outcome(record, failure, readOut, firstContentNanos >= 0);
      sinks.accept(record.build());
    }

    private @Nullable Cost cost(
        @Nullable Target target, @Nullable TokenUsage usage, boolean answeredInMedia) {
      ModelPrice price = target == null ? null : target.price();
      if (price == null || usage == null) {
        return null;
      }
      if (price.textOnly() && (answeredInMedia || BilledApart.isIn(call.request()))) {
        return null; // Such a model has another price for a part of its tokens.
      }
      long picoUsd =
          price.picoUsd(
              usage.input(),
              usage.cacheRead(),
              usage.cacheWrite(),
              usage.output(),
              usage.reasoning());
      return new Cost(picoUsd, usage.estimated());
    }
  }

  private static void outcome(
      CallRecord.Builder record, @Nullable Throwable failure, boolean readOut, boolean content) {
    if (failure == null) {
      record.outcome(readOut ? Status.SUCCESS : Status.CANCELLED, readOut ? 200 : 499, null);
      return;
    }
    int code = failure instanceof GatewayException e ? e.statusCode() : 500;
    FailureKind kind = failure instanceof ProviderException e ? e.kind() : null;
    if (failure instanceof GuardrailException) {
      record.outcome(Status.BLOCKED, code, null);
    } else if (failure instanceof CallCancelledException) {
      record.outcome(Status.CANCELLED, code, null);
    } else if (content) {
      record.outcome(Status.TRUNCATED, code, kind);
    } else if (failure instanceof GatewayException
        && kind == null
        && !(failure instanceof ConfigException)) {
      record.outcome(Status.REFUSED, code, null);
    } else {
      record.outcome(Status.ERROR, code, kind);
    }
  }

  private static Map<String, String> tags(Call call) {
    Map<String, String> ofEndpoint = call.trail().tags();
    Map<String, String> ofCaller = call.caller().tags();
    if (ofCaller.isEmpty() || ofEndpoint.isEmpty()) {
      return ofCaller.isEmpty() ? ofEndpoint : ofCaller;
    }
    Map<String, String> both = new HashMap<>(ofEndpoint);
    both.putAll(ofCaller);
    return Map.copyOf(both);
  }
}
