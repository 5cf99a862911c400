package dev.gatewaysdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for OpenAI: chat completions, streamed or not. */
final class EmbeddedOpenAi extends StandIn {
  /**
   * @param script what to answer to a request's body; null if it is overloaded
   */
  EmbeddedOpenAi(Function<String, @Nullable Answer> script) throws IOException {
    super("/v1/chat/completions", script);
  }

  @Override
  void refuse(HttpExchange exchange) throws IOException {
    sendJson(
        exchange,
        529,
        """
        {"error":{"message":"The engine is currently overloaded, please try again later.",\
        "type":"server_error","param":null,"code":"engine_overloaded"}}""");
  }

  @Override
  String whole(Answer answer, String model, int inputTokens) {
    String message =
        answer.tool() == null
            ? "\"content\":" + json(answer.text())
            : "\"content\":null,\"tool_calls\":[" + toolCall(answer, "") + "]";
    return """
    {"id":"chatcmpl-quickstart","object":"chat.completion","created":1790000000,"model":"%s",\
    "choices":[{"index":0,"message":{"role":"assistant",%s},\
    "finish_reason":"%s"}],"usage":%s}"""
        .formatted(model, message, finishReason(answer), usage(answer, inputTokens));
  }

  @Override
  void stream(OutputStream out, Answer answer, String model, int inputTokens) throws IOException {
    send(out, chunk(model, choice("{\"role\":\"assistant\",\"content\":\"\"}", "null"), "null"));
    if (answer.tool() == null) {
      for (String word : words(answer.text())) {
        think();
        send(out, chunk(model, choice("{\"content\":" + json(word) + "}", "null"), "null"));
      }
    } else {
      String call = toolCall(answer, "\"index\":0,");
      send(out, chunk(model, choice("{\"tool_calls\":[" + call + "]}", "null"), "null"));
    }
    send(out, chunk(model, choice("{}", "\"" + finishReason(answer) + "\""), "null"));
    send(out, chunk(model, "", usage(answer, inputTokens)));
    send(out, "data: [DONE]\n\n");
  }

  private static String toolCall(Answer answer, String index) {
    return "{%s\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
        .formatted(index, json(answer.tool()), json(answer.arguments()));
  }

  private static String finishReason(Answer answer) {
    return answer.tool() == null ? "stop" : "tool_calls";
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

  private static String usage(Answer answer, int in) {
    int out = tokens(answer);
    return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(in, out, in + out);
  }
}
