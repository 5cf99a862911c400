package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;

/** Short forms for tests: what is written, and what it is written as. Single quotes for double. */
final class Requests {
  static final ToolDefinition TOOL =
      ToolDefinition.of("f", "does f", RawJson.of(Map.of("type", "object")));

  private Requests() {}

  static ChatRequest.Builder request() {
    return ChatRequest.builder("endpoint").user("Hi").maxTokens(9);
  }

  static WrittenRequest write(ChatRequest.Builder request) {
    return WrittenRequest.of(request.build());
  }

  static WrittenRequest write(ChatRequest.Builder request, String model) {
    return WrittenRequest.of(request.build(), model, false);
  }

  static WrittenRequest write(ChatMessage... messages) {
    return write(ChatRequest.builder("e").messages(List.of(messages)).maxTokens(9));
  }

  static ChatMessage assistant(ContentPart... parts) {
    return ChatMessage.assistant(List.of(parts));
  }

  static ChatMessage user(ContentPart... parts) {
    return ChatMessage.user(List.of(parts));
  }

  static ChatMessage calls(String... ids) {
    return ChatMessage.assistant(
        List.of(ids).stream().<ContentPart>map(id -> ToolCall.of(id, "f", "{}")).toList());
  }

  static RawJson raw(String text) {
    return RawJson.parse(text.replace('\'', '"'));
  }

  static String text(String text) {
    return "{'type':'text','text':'" + text + "'}";
  }

  static String userTurn(String... blocks) {
    return "{'role':'user','content':[" + String.join(",", blocks) + "]}";
  }

  static String assistantTurn(String... blocks) {
    return "{'role':'assistant','content':[" + String.join(",", blocks) + "]}";
  }

  static String call(String id) {
    return "{'type':'tool_use','id':'" + id + "','name':'f','input':{}}";
  }

  static String result(String id, String text) {
    return "{'type':'tool_result','tool_use_id':'" + id + "','content':[" + text(text) + "]}";
  }

  static String turns(String... turns) {
    return "[" + String.join(",", turns) + "]";
  }
}
