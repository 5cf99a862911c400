package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Stands in for OpenAI: chat completions, streamed or not. */
final class EmbeddedOpenAi extends StandIn {
  private static final String TEXT =
      "It stands between an application and its models, so that calls are routed and recorded.";

  private final boolean overloaded;

  /**
   * @param overloaded whether it refuses all calls for want of capacity
   */
  EmbeddedOpenAi(boolean overloaded) throws IOException {
    super("/v1/chat/completions");
    this.overloaded = overloaded;
  }

  @Override
  void answer(HttpExchange exchange, String model, String body) throws IOException {
    if (overloaded) {
      sendJson(
          exchange,
          529,
          """
          {"error":{"message":"The engine is currently overloaded, please try again later.",\
          "type":"server_error","param":null,"code":"engine_overloaded"}}""");
    } else if (isStreamed(body)) {
      stream(beginEvents(exchange), model, usage(body));
    } else {
      sendJson(exchange, 200, whole(model, usage(body)));
    }
  }

  private static String whole(String model, String usage) {
    return """
    {"id":"chatcmpl-quickstart","object":"chat.completion","created":1790000000,"model":"%s",\
    "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},\
    "finish_reason":"stop"}],"usage":%s}"""
        .formatted(model, TEXT, usage);
  }

  private static void stream(OutputStream out, String model, String usage) throws IOException {
    send(out, chunk(model, choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"), "null"));
    for (String word : words(TEXT)) {
      think();
      send(out, chunk(model, choice("{\"content\":\"" + word + "\"}", "null"), "null"));
    }
    send(out, chunk(model, choice("{}", "\"stop\""), "null"));
    send(out, chunk(model, "", usage));
    send(out, "data: [DONE]\n\n");
  }

  private static String choice(String delta, String finishReason) {
    return "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}";
  }

  private static String chunk(String model, String choice, String usage) {
    return """
    data: {"id":"chatcmpl-quickstart","object":"chat.completion.chunk","created":1790000000,\
    "model":"%s","choices":[%s],"usage":%s}

    """
        .formatted(model, choice, usage);
  }

  private static String usage(String request) {
    int in = tokens(request);
    int out = tokens(TEXT);
    return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(in, out, in + out);
  }
}
