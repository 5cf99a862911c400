package dev.gatewaysdk.faults;

import java.util.List;
import mockwebserver3.MockResponse;

/** What the providers' wires look like when all goes well, and in pieces to break. */
enum Wire {
  OPENAI {
    @Override
    String whole(String text) {
      return """
          {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-11-20",\
          "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},\
          "finish_reason":"stop"}],\
          "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}"""
          .formatted(text);
    }

    @Override
    List<String> start() {
      return List.of(
          chunk(
              "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                  + "\"finish_reason\":null}"));
    }

    @Override
    String text(String text) {
      return chunk("{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}");
    }

    @Override
    List<String> end() {
      return List.of(
          chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}"),
          "data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-2024-11-20\",\"choices\":[],"
              + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}\n\n",
          "data: [DONE]\n\n");
    }

    @Override
    String errorEvent() {
      return "data: " + errorBody("server_error", "The server had an error") + "\n\n";
    }

    @Override
    String errorBody(String type, String message) {
      return "{\"error\":{\"message\":\""
          + message
          + "\",\"type\":\""
          + type
          + "\",\"param\":null,\"code\":null}}";
    }

    private String chunk(String choice) {
      return "data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-2024-11-20\",\"choices\":["
          + choice
          + "]}\n\n";
    }
  },

  ANTHROPIC {
    @Override
    String whole(String text) {
      return """
          {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",\
          "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
          "usage":{"input_tokens":10,"output_tokens":5}}"""
          .formatted(text);
    }

    @Override
    List<String> start() {
      return List.of(
          event(
              "message_start",
              "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
                  + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\","
                  + "\"content\":[],\"stop_reason\":null,"
                  + "\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}}"),
          event("ping", "{\"type\":\"ping\"}"),
          event(
              "content_block_start",
              "{\"type\":\"content_block_start\",\"index\":0,"
                  + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"));
    }

    @Override
    String text(String text) {
      return event(
          "content_block_delta",
          "{\"type\":\"content_block_delta\",\"index\":0,"
              + "\"delta\":{\"type\":\"text_delta\",\"text\":\""
              + text
              + "\"}}");
    }

    @Override
    List<String> end() {
      return List.of(
          event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
          event(
              "message_delta",
              "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                  + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}}"),
          event("message_stop", "{\"type\":\"message_stop\"}"));
    }

    @Override
    String errorEvent() {
      return event("error", errorBody("api_error", "Internal server error"));
    }

    @Override
    String errorBody(String type, String message) {
      return "{\"type\":\"error\",\"error\":{\"type\":\""
          + type
          + "\",\"message\":\""
          + message
          + "\"}}";
    }

    private String event(String name, String data) {
      return "event: " + name + "\ndata: " + data + "\n\n";
    }
  },

  GEMINI {
    @Override
    String whole(String text) {
      return piece(text, ",\"finishReason\":\"STOP\"");
    }

    @Override
    List<String> start() {
      return List.of("data: {\"usageMetadata\":{\"promptTokenCount\":10}}\r\n\r\n");
    }

    @Override
    String text(String text) {
      return "data: " + piece(text, "") + "\r\n\r\n";
    }

    @Override
    List<String> end() {
      return List.of("data: " + piece("", ",\"finishReason\":\"STOP\"") + "\r\n\r\n");
    }

    @Override
    String errorEvent() {
      return "data: " + errorBody("INTERNAL", "Internal error") + "\r\n\r\n";
    }

    @Override
    String errorBody(String type, String message) {
      return "{\"error\":{\"message\":\"" + message + "\",\"status\":\"" + type + "\"}}";
    }

    private String piece(String text, String rest) {
      return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\""
          + text
          + "\"}],\"role\":\"model\"}"
          + rest
          + "}],\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,"
          + "\"totalTokenCount\":15},\"modelVersion\":\"gemini-2.5-flash\","
          + "\"responseId\":\"r1\"}";
    }
  };

  /** A unary answer. */
  abstract String whole(String text);

  /** The events before the first content. */
  abstract List<String> start();

  /** An event with content. */
  abstract String text(String text);

  /** The events after the last content, the terminal one included. */
  abstract List<String> end();

  /** An error in the middle of a stream. */
  abstract String errorEvent();

  /** A body of an error status. */
  abstract String errorBody(String type, String message);

  /** A whole answer in the form that was asked for. */
  MockResponse.Builder answer(boolean streamed, String text) {
    return streamed
        ? stream(String.join("", start()) + text(text) + String.join("", end()))
        : json(200, whole(text));
  }

  static MockResponse.Builder stream(String body) {
    return new MockResponse.Builder().setHeader("Content-Type", "text/event-stream").body(body);
  }

  static MockResponse.Builder json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body);
  }
}
