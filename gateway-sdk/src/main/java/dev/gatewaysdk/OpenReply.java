package dev.gatewaysdk;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.target.Target;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a call, as every stream reads it.
 *
 * @param onEnd run when the reply has ended, maybe more than once
 */
record OpenReply(Call call, Reply reply, Runnable onEnd) {
  /**
   * The next event; null at the end.
   *
   * @param soFar the text that has arrived, for the exception if no more does
   */
  @Nullable ReplyEvent next(Supplier<String> soFar) {
    ReplyEvent event;
    try {
      event = reply.next();
    } catch (ProviderException e) {
      onEnd.run();
      throw e.toBuilder().truncatedAfter(soFar.get());
    } catch (Throwable e) {
      onEnd.run();
      throw e;
    }
    if (event == null) {
      onEnd.run();
    }
    return event;
  }

  /** How the answer came about, with what its events have said. */
  ResponseInfo info(
      @Nullable String id,
      @Nullable String model,
      @Nullable TokenUsage usage,
      @Nullable RawJson rawUsage) {
    CallTrail trail = call.trail();
    Target target = trail.target();
    return new ResponseInfo(
        call.id(),
        id,
        model,
        usage,
        rawUsage,
        trail.cost(),
        target == null ? null : target.servedBy(),
        trail.attempts(),
        trail.adjustments());
  }

  void close() {
    reply.close();
    onEnd.run();
  }
}
