package dev.gatewaysdk.server;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ServedBy;
import dev.gatewaysdk.time.GatewayClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a question to its reply, through the gateway. Thread-safe.
 *
 * @param clock what {@code created} goes by
 */
record Answers(GatewayClient gateway, GatewayClock clock) {
  private static final Logger log = LoggerFactory.getLogger(GatewayHttp.class);

  /** The answer to a question of any operation but chat. */
  <R extends Response> ServerReply to(Question<R> question, Caller caller, ServerRequest from) {
    long created = created();
    Question.Arriving<R> arriving = question.arriving();
    if (arriving == null) {
      R response = gateway.call(question.request(), caller, from.cancellation());
      return headed(question.whole().write(response, created), response, question.dropped());
    }
    AnswerStream<R> stream = gateway.stream(question.request(), caller, from.cancellation());
    try {
      Consumer<Throwable> unexpected = unexpected(stream.requestId());
      ServerReply reply = arriving.write(stream, created, unexpected);
      return headed(reply, stream.soFar(), question.dropped());
    } catch (RuntimeException | Error e) {
      stream.close();
      throw e;
    }
  }

  /** The answer to a chat question. */
  ServerReply to(ChatQuestion question, Caller caller, ServerRequest from) {
    if (!question.stream()) {
      ChatResponse response = gateway.chat(question.request(), caller, from.cancellation());
      byte[] body = CompletionWriter.of(response, question, created()).bytes();
      return headed(ServerReply.json(200, body), response, question.dropped());
    }
    ChatStream stream = gateway.stream(question.request(), caller, from.cancellation());
    try {
      ServerReply reply =
          new CompletionChunks(stream, question, created(), unexpected(stream.requestId())).reply();
      return headed(reply, stream.soFar(), question.dropped());
    } catch (RuntimeException | Error e) {
      stream.close();
      throw e;
    }
  }

  /** The model that answered, as far as it is known. */
  static String model(Response response, OperationRequest request) {
    String model = response.model();
    if (model != null && !model.isEmpty()) {
      return model;
    }
    ServedBy target = response.target();
    return target == null ? request.model() : target.model();
  }

  private long created() {
    return clock.epochMillis() / 1000;
  }

  private static Consumer<Throwable> unexpected(String requestId) {
    return e -> log.error("request {} failed", requestId, e);
  }

  private static ServerReply headed(
      ServerReply reply, Response response, List<Adjustment> dropped) {
    return headed(reply, response.requestId(), response.target(), dropped, response.adjustments());
  }

  private static ServerReply headed(
      ServerReply reply, ChatResponse response, List<Adjustment> dropped) {
    return headed(reply, response.requestId(), response.target(), dropped, response.adjustments());
  }

  private static ServerReply headed(
      ServerReply reply,
      String requestId,
      @Nullable ServedBy target,
      List<Adjustment> dropped,
      List<Adjustment> adjusted) {
    ServerReply headed = reply.with("x-request-id", requestId);
    if (target != null) {
      headed = headed.with("x-gateway-target", Headers.ascii(target.toString()));
    }
    List<Adjustment> adjustments = new ArrayList<>(dropped);
    adjustments.addAll(adjusted);
    return adjustments.isEmpty()
        ? headed
        : headed.with("x-gateway-adjustments", Headers.of(adjustments));
  }
}
