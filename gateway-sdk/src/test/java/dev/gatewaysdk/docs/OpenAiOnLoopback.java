package dev.gatewaysdk.docs;

import static java.util.Objects.requireNonNull;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers what the documentation's examples ask, whole or streamed; the last answer repeats. */
final class OpenAiOnLoopback implements AutoCloseable {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}";
  private static final String HEAD = "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o\",\"choices\":[";

  private final MockWebServer server = new MockWebServer();
  private final Deque<String> messages = new ArrayDeque<>();
  private volatile RecordedRequest last;
  private volatile boolean broken;

  OpenAiOnLoopback() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            last = request;
            if (broken) {
              return new MockResponse.Builder().code(401).build();
            }
            String message = messages.size() > 1 ? messages.remove() : messages.element();
            return body(request).contains("\"stream\":true") ? streamed(message) : whole(message);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers that text. */
  void answers(String text) {
    messages.add("\"content\":\"" + text + "\"");
  }

  /** Answers with a tool call; the arguments are as they stand in the JSON string. */
  void asksFor(String tool, String arguments) {
    messages.add(
        "\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\""
            + tool
            + "\",\"arguments\":\""
            + arguments
            + "\"}}]");
  }

  /** From now on refuses every key, which nobody retries. */
  void breaks() {
    broken = true;
  }

  /** A configuration with this server as {@code openai-prod} behind {@code production-llm}. */
  String yaml() {
    return """
    providers:
      openai-prod: {type: openai, api-key: a-key, base-url: "%s"}
    endpoints:
      production-llm: {targets: [{provider: openai-prod, model: gpt-4o}]}
    """
        .formatted(server.url("/v1"));
  }

  /** A gateway of {@link #yaml}. */
  GatewayClient gateway() {
    GatewayConfig config =
        GatewayConfig.parse(yaml(), "gateway.yaml", Path.of(""), null, name -> null);
    return GatewayClient.builder().config(config).build();
  }

  /** What was asked last. */
  String lastBody() {
    return body(last);
  }

  /** With which credentials that was. */
  String lastAuthorization() {
    return last.getHeaders().get("Authorization");
  }

  private static String body(RecordedRequest request) {
    return requireNonNull(request.getBody()).utf8();
  }

  private static MockResponse whole(String message) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(
            HEAD
                + "{\"index\":0,\"message\":{\"role\":\"assistant\","
                + message
                + "},\"finish_reason\":\"stop\"}],"
                + USAGE
                + "}")
        .build();
  }

  private static MockResponse streamed(String message) {
    StringBuilder events = new StringBuilder();
    String text = message.substring("\"content\":\"".length(), message.length() - 1);
    for (String word : text.split("(?= )")) {
      events.append(chunk("{\"content\":\"" + word + "\"},\"finish_reason\":null"));
    }
    events.append(chunk("{},\"finish_reason\":\"stop\""));
    events.append("data: " + HEAD + "]," + USAGE + "}\n\ndata: [DONE]\n\n");
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(events.toString())
        .build();
  }

  private static String chunk(String delta) {
    return "data: " + HEAD + "{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  @Override
  public void close() {
    server.close();
  }
}
