package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Stands in for Anthropic: messages, streamed or not. */
final class EmbeddedAnthropic extends StandIn {
  private static final String TEXT =
      "Yes. Your first choice was overloaded, so the gateway asked me instead.";

  EmbeddedAnthropic() throws IOException {
    super("/v1/messages");
  }

  @Override
  void answer(HttpExchange exchange, String model, String body) throws IOException {
    if (isStreamed(body)) {
      stream(beginEvents(exchange), model, tokens(body));
    } else {
      sendJson(exchange, 200, whole(model, tokens(body)));
    }
  }

  private static String whole(String model, int inputTokens) {
    return """
    {"id":"msg_quickstart","type":"message","role":"assistant","model":"%s",\
    "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
    "usage":{"input_tokens":%d,"output_tokens":%d}}"""
        .formatted(model, TEXT, inputTokens, tokens(TEXT));
  }

  private static void stream(OutputStream out, String model, int inputTokens) throws IOException {
    event(
        out,
        "message_start",
        """
        "message":{"id":"msg_quickstart","type":"message","role":"assistant","model":"%s",\
        "content":[],"stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":%d,"output_tokens":1}}"""
            .formatted(model, inputTokens));
    event(
        out,
        "content_block_start",
        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    for (String word : words(TEXT)) {
      think();
      event(
          out,
          "content_block_delta",
          "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + word + "\"}");
    }
    event(out, "content_block_stop", "\"index\":0");
    event(
        out,
        "message_delta",
        """
        "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":%d}"""
            .formatted(tokens(TEXT)));
    send(out, "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  }

  private static void event(OutputStream out, String type, String fields) throws IOException {
    send(out, "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n");
  }
}
