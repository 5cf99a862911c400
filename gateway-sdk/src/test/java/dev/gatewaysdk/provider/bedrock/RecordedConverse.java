package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request to Converse as somebody's client wrote it, and what it is in neutral values. */
record RecordedConverse(Map<String, Object> body) {
  private static final String FORMAT = "bedrock";

  /** The request in neutral values; Bedrock's own where there are none. */
  ChatRequest.Builder neutral() {
    ChatRequest.Builder request = ChatRequest.builder("endpoint");
    List<ContentPart> system = parts(list(body.get("system")));
    if (!system.isEmpty()) {
      request.message(ChatMessage.system(system));
    }
    for (Map<String, Object> message : list(body.get("messages"))) {
      message(message, request);
    }
    Map<String, Object> tools = object(body.get("toolConfig"));
    if (tools != null) {
      tools(list(tools.get("tools")), request);
      toolChoice(object(tools.get("toolChoice")), request);
    }
    body.forEach((name, value) -> setting(name, value, request));
    return request;
  }

  private static void message(Map<String, Object> message, ChatRequest.Builder request) {
    List<Map<String, Object>> blocks = list(message.get("content"));
    if ("assistant".equals(message.get("role"))) {
      request.message(ChatMessage.assistant(parts(blocks)));
      return;
    }
    List<Map<String, Object>> others = new ArrayList<>();
    for (Map<String, Object> block : blocks) {
      Map<String, Object> result = object(block.get("toolResult"));
      if (result == null) {
        others.add(block);
        continue;
      }
      List<ContentPart> content = parts(list(result.get("content")));
      request.message(
          ChatMessage.toolResult(
              (String) result.get("toolUseId"),
              content.isEmpty() ? List.of(new Text("")) : content));
    }
    if (!others.isEmpty()) {
      request.message(ChatMessage.user(parts(others)));
    }
  }

  private static List<ContentPart> parts(List<Map<String, Object>> blocks) {
    List<ContentPart> parts = new ArrayList<>();
    for (Map<String, Object> block : blocks) {
      String kind = block.keySet().iterator().next();
      part(kind, block, parts);
    }
    return parts;
  }

  private static void part(String kind, Map<String, Object> block, List<ContentPart> parts) {
    Map<String, Object> value =
        block.get(kind) instanceof Map<?, ?> ? object(block.get(kind)) : null;
    switch (kind) {
      case "text" -> parts.add(new Text((String) block.get(kind)));
      case "cachePoint" -> parts.add(new CacheMark((String) value.get("ttl")));
      case "toolUse" ->
          parts.add(
              ToolCall.of(
                  (String) value.get("toolUseId"),
                  (String) value.get("name"),
                  RawJson.of(value.get("input")).text()));
      case "citationsContent" -> {
        Map<String, Object> said = list(value.get("content")).get(0);
        parts.add(new Text((String) said.get("text")));
        parts.add(new ProviderBlock(FORMAT, "citations", RawJson.of(value.get("citations"))));
      }
      case "reasoningContent" -> {
        Map<String, Object> thought = object(value.get("reasoningText"));
        parts.add(
            new Reasoning(
                (String) thought.get("text"),
                ProviderState.of(FORMAT, (String) thought.get("signature"))));
      }
      case "image", "document" -> media(kind, value, block, parts);
      default -> parts.add(new ProviderBlock(FORMAT, kind, RawJson.of(block)));
    }
  }

  private static void media(
      String kind, Map<String, Object> value, Map<String, Object> block, List<ContentPart> parts) {
    Map<String, Object> source = object(value.get("source"));
    String format = (String) value.get("format");
    Map<String, Object> s3 = object(source.get("s3Location"));
    boolean image = kind.equals("image");
    if (image && source.get("bytes") instanceof String bytes) {
      parts.add(Image.of("data:image/" + format + ";base64," + bytes));
    } else if (s3 != null && Set.of("format", "name", "source").containsAll(value.keySet())) {
      String name = image ? null : value.get("name") + "." + format;
      parts.add(new File((String) s3.get("uri"), name));
    } else {
      parts.add(new ProviderBlock(FORMAT, kind, RawJson.of(block)));
    }
  }

  private static void tools(List<Map<String, Object>> tools, ChatRequest.Builder request) {
    for (Map<String, Object> tool : tools) {
      Map<String, Object> spec = object(tool.get("toolSpec"));
      if (spec == null) {
        request.providerTool(new ProviderTool(FORMAT, RawJson.of(tool)));
      } else {
        request.tool(
            new ToolDefinition(
                (String) spec.get("name"),
                (String) spec.get("description"),
                RawJson.of(object(spec.get("inputSchema")).get("json")),
                (Boolean) spec.get("strict")));
      }
    }
  }

  private static void toolChoice(Map<String, Object> choice, ChatRequest.Builder request) {
    if (choice != null) {
      Map<String, Object> tool = object(choice.get("tool"));
      request.toolChoice(
          tool != null
              ? ToolChoice.named((String) tool.get("name"))
              : choice.containsKey("any") ? ToolChoice.REQUIRED : ToolChoice.AUTO);
    }
  }

  private static void setting(String name, Object value, ChatRequest.Builder request) {
    switch (name) {
      case "system", "messages", "toolConfig" -> {}
      case "inferenceConfig" ->
          object(value).forEach((setting, number) -> inference(setting, number, request));
      case "outputConfig" -> {
        Map<String, Object> format = object(object(value).get("textFormat"));
        Map<String, Object> schema = object(object(format.get("structure")).get("jsonSchema"));
        request.responseFormat(
            ResponseFormat.jsonSchema(
                (String) schema.get("name"), RawJson.parse((String) schema.get("schema"))));
      }
      default -> request.extra(name, value);
    }
  }

  private static void inference(String name, Object value, ChatRequest.Builder request) {
    switch (name) {
      case "maxTokens" -> request.maxTokens(((Number) value).intValue());
      case "temperature" -> request.temperature(((Number) value).doubleValue());
      case "topP" -> request.topP(((Number) value).doubleValue());
      case "stopSequences" -> request.stop(((List<?>) value).toArray(String[]::new));
      default -> throw new IllegalArgumentException(name);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  static List<Map<String, Object>> list(Object value) {
    List<Map<String, Object>> list = new ArrayList<>();
    if (value != null) {
      ((List<?>) value).forEach(item -> list.add(object(item)));
    }
    return list;
  }
}
