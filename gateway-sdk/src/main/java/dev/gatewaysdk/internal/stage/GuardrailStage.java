package dev.gatewaysdk.internal.stage;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.RequestTexts;
import dev.gatewaysdk.pipeline.CallHandler;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.reply.Assessment;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.TextMapping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows every text of the request to the endpoint's guardrails, which mask some of it or block the
 * call. What they cannot judge does not go on.
 */
public final class GuardrailStage implements CallInterceptor {
  private final Guardrail[] guardrails;

  /**
   * @param guardrails at least one, in the order of asking
   */
  public GuardrailStage(List<Guardrail> guardrails) {
    this.guardrails = guardrails.toArray(Guardrail[]::new);
  }

  @Override
  public Reply intercept(Call call, CallHandler next) {
    OperationRequest request = call.request();
    Placeholders placeholders = new Placeholders();
    OperationRequest checked = request;
    for (Guardrail guardrail : guardrails) {
      checked = check(call, guardrail, checked, placeholders);
    }
    return next.handle(checked == request ? call : call.withRequest(checked));
  }

  private static OperationRequest check(
      Call call, Guardrail guardrail, OperationRequest request, Placeholders placeholders) {
    Inspection inspection = new Inspection(guardrail, placeholders);
    OperationRequest checked;
    try {
      checked = mapped(request, inspection);
    } catch (GatewayException e) {
      call.trail().assessed(inspection.assessment(Assessment.Result.ERROR));
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      call.trail().assessed(inspection.assessment(Assessment.Result.ERROR));
      throw failed(guardrail, e);
    }
    if (inspection.blocks()) {
      call.trail().assessed(inspection.assessment(Assessment.Result.BLOCKED));
      throw inspection.blocked();
    }
    call.trail()
        .assessed(
            inspection.assessment(
                checked == request ? Assessment.Result.PASSED : Assessment.Result.MASKED));
    return checked;
  }

  private static OperationRequest mapped(OperationRequest request, Inspection inspection) {
    if (request instanceof ChatRequest chat) {
      return RequestTexts.map(chat, inspection);
    } else if (request instanceof RequestFor<?> other) {
      AtomicBoolean changed = new AtomicBoolean();
      RequestFor<?> mapped =
          other.mapTexts(
              new TextMapping(
                  (place, text) -> {
                    String checked = inspection.map(place, text);
                    if (!checked.equals(text)) {
                      changed.set(true);
                    }
                    return checked;
                  }));
      return changed.get() ? mapped : request;
    }
    throw new IllegalArgumentException("requests of another kind cannot be looked at");
  }

  private static GuardrailException failed(Guardrail guardrail, Throwable failure) {
    String kind = failure.getClass().getName();
    IllegalStateException where = new IllegalStateException(kind); // Its message may hold content.
    where.setStackTrace(failure.getStackTrace());
    return new GuardrailException(
        guardrail.name(),
        "it failed (" + kind + "), and what it has not passed is not sent",
        Map.of(),
        where);
  }
}
