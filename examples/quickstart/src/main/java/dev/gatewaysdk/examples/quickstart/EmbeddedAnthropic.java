package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for Anthropic: messages, streamed or not. */
final class EmbeddedAnthropic extends StandIn {
  /**
   * @param script what to answer to a request's body; null if it is overloaded
   */
  EmbeddedAnthropic(Function<String, @Nullable Answer> script) throws IOException {
    super("/v1/messages", script);
  }

  @Override
  void refuse(HttpExchange exchange) throws IOException {
    sendJson(
        exchange,
        529,
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
  }

  @Override
  String whole(Answer answer, String model, int inputTokens) {
    String block =
        answer.tool() == null
            ? "{\"type\":\"text\",\"text\":" + json(answer.text()) + "}"
            : toolUse(answer, answer.arguments());
    return """
    {"id":"msg_quickstart","type":"message","role":"assistant","model":"%s",\
    "content":[%s],"stop_reason":"%s","stop_sequence":null,\
    "usage":{"input_tokens":%d,"output_tokens":%d}}"""
        .formatted(model, block, stopReason(answer), inputTokens, tokens(answer));
  }

  @Override
  void stream(OutputStream out, Answer answer, String model, int inputTokens) throws IOException {
    event(
        out,
        "message_start",
        """
        "message":{"id":"msg_quickstart","type":"message","role":"assistant","model":"%s",\
        "content":[],"stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":%d,"output_tokens":1}}"""
            .formatted(model, inputTokens));
    if (answer.tool() == null) {
      start(out, "{\"type\":\"text\",\"text\":\"\"}");
      for (String word : words(answer.text())) {
        think();
        delta(out, "{\"type\":\"text_delta\",\"text\":" + json(word) + "}");
      }
    } else {
      start(out, toolUse(answer, "{}"));
      delta(
          out, "{\"type\":\"input_json_delta\",\"partial_json\":" + json(answer.arguments()) + "}");
    }
    event(out, "content_block_stop", "\"index\":0");
    event(
        out,
        "message_delta",
        """
        "delta":{"stop_reason":"%s","stop_sequence":null},"usage":{"output_tokens":%d}"""
            .formatted(stopReason(answer), tokens(answer)));
    send(out, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  }

  private static String toolUse(Answer answer, String input) {
    return "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":%s,\"input\":%s}"
        .formatted(json(answer.tool()), input);
  }

  private static String stopReason(Answer answer) {
    return answer.tool() == null ? "end_turn" : "tool_use";
  }

  private static void start(OutputStream out, String block) throws IOException {
    event(out, "content_block_start", "\"index\":0,\"content_block\":" + block);
  }

  private static void delta(OutputStream out, String delta) throws IOException {
    event(out, "content_block_delta", "\"index\":0,\"delta\":" + delta);
  }

  private static void event(OutputStream out, String type, String fields) throws IOException {
    send(out, "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n");
  }
}
