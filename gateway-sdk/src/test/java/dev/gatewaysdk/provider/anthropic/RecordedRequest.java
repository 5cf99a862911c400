package dev.gatewaysdk.provider.anthropic;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request to Anthropic as somebody's client wrote it, and what it is in neutral values. */
record RecordedRequest(Map<String, Object> body) {
  private static final String FORMAT = "anthropic";
  private static final Set<String> PLAIN_TOOL =
      Set.of("type", "name", "description", "input_schema", "strict", "cache_control");

  String model() {
    return (String) body.get("model");
  }

  boolean streamed() {
    return Boolean.TRUE.equals(body.get("stream"));
  }

  /** The request in neutral values; Anthropic's own where there are none. */
  ChatRequest neutral() {
    ChatRequest.Builder request = ChatRequest.builder("endpoint");
    if (body.get("system") != null) {
      request.message(ChatMessage.system(parts(blocks(body.get("system")))));
    }
    for (Object message : (List<?>) body.get("messages")) {
      messages(object(message), request);
    }
    if (body.get("tools") instanceof List<?> tools) {
      tools.forEach(tool -> tool(object(tool), request));
    }
    body.forEach((name, value) -> setting(name, value, request));
    return request.build();
  }

  private static void messages(Map<String, Object> message, ChatRequest.Builder request) {
    List<Map<String, Object>> blocks = blocks(message.get("content"));
    switch ((String) message.get("role")) {
      case "assistant" -> request.message(ChatMessage.assistant(parts(blocks)));
      case "system" -> request.message(ChatMessage.system(parts(blocks)));
      default -> {
        List<Map<String, Object>> others = new ArrayList<>();
        for (Map<String, Object> block : blocks) {
          if (block.get("type").equals("tool_result")
              && !Boolean.TRUE.equals(block.get("is_error"))) {
            List<ContentPart> content = new ArrayList<>(parts(blocks(block.get("content"))));
            mark(block, content);
            content = content.isEmpty() ? List.of(new Text("")) : content;
            request.message(ChatMessage.toolResult((String) block.get("tool_use_id"), content));
          } else {
            others.add(block);
          }
        }
        if (!others.isEmpty()) {
          request.message(ChatMessage.user(parts(others)));
        }
      }
    }
  }

  private static List<ContentPart> parts(List<Map<String, Object>> blocks) {
    List<ContentPart> parts = new ArrayList<>();
    for (Map<String, Object> block : blocks) {
      part(block, parts);
    }
    return parts;
  }

  private static void part(Map<String, Object> block, List<ContentPart> parts) {
    Map<String, Object> others = new LinkedHashMap<>(block);
    others.keySet().removeAll(Set.of("type", "cache_control"));
    switch ((String) block.get("type")) {
      case "text" -> {
        Object text = others.remove("text");
        Object citations = others.remove("citations");
        parts.add(new Text((String) text, state(others)));
        if (citations instanceof List<?> list && !list.isEmpty()) {
          parts.add(new ProviderBlock(FORMAT, "citations", RawJson.of(list)));
        }
      }
      case "thinking" -> {
        String signature = (String) block.get("signature");
        parts.add(
            new Reasoning((String) block.get("thinking"), ProviderState.of(FORMAT, signature)));
      }
      case "tool_use" -> {
        others.keySet().removeAll(Set.of("id", "name", "input"));
        parts.add(
            new ToolCall(
                (String) block.get("id"),
                (String) block.get("name"),
                RawJson.of(block.get("input")).text(),
                ToolCall.Type.FUNCTION,
                state(others)));
      }
      case "image", "document" -> media(block, others, parts);
      default -> {
        parts.add(raw(block));
        return;
      }
    }
    mark(block, parts);
  }

  /** Neutral where a source and a title are all there is. */
  private static void media(
      Map<String, Object> block, Map<String, Object> others, List<ContentPart> parts) {
    Map<String, Object> source = object(others.remove("source"));
    String title = (String) others.remove("title");
    if (!others.isEmpty()) {
      parts.add(raw(block));
      return;
    }
    boolean image = block.get("type").equals("image");
    String url =
        switch ((String) source.get("type")) {
          case "url" -> (String) source.get("url");
          case "base64" -> "data:" + source.get("media_type") + ";base64," + source.get("data");
          default -> null;
        };
    if (url != null) {
      parts.add(image ? Image.of(url) : new File(url, title));
    } else if (source.get("type").equals("file")) {
      parts.add(new File((String) source.get("file_id"), image ? "picture.png" : title));
    } else if (source.get("type").equals("text")) {
      byte[] text = ((String) source.get("data")).getBytes(StandardCharsets.UTF_8);
      parts.add(File.of(text, "text/plain", title));
    } else {
      parts.add(raw(block));
    }
  }

  private static ProviderBlock raw(Map<String, Object> block) {
    return new ProviderBlock(FORMAT, (String) block.get("type"), RawJson.of(block));
  }

  private static void mark(Map<String, Object> block, List<ContentPart> parts) {
    if (block.get("cache_control") != null) {
      parts.add(new CacheMark((String) object(block.get("cache_control")).get("ttl")));
    }
  }

  private static ProviderState state(Map<String, Object> others) {
    return others.isEmpty() ? null : new ProviderState(FORMAT, RawJson.of(others));
  }

  private static void tool(Map<String, Object> tool, ChatRequest.Builder request) {
    if (!PLAIN_TOOL.containsAll(tool.keySet()) || tool.get("input_schema") == null) {
      request.providerTool(new ProviderTool(FORMAT, RawJson.of(tool)));
      return;
    }
    CacheMark mark =
        tool.get("cache_control") == null
            ? null
            : new CacheMark((String) object(tool.get("cache_control")).get("ttl"));
    request.tool(
        new ToolDefinition(
            (String) tool.get("name"),
            (String) tool.get("description"),
            RawJson.of(tool.get("input_schema")),
            (Boolean) tool.get("strict"),
            mark));
  }

  private static void setting(String name, Object value, ChatRequest.Builder request) {
    switch (name) {
      case "model", "messages", "system", "tools", "stream" -> {}
      case "max_tokens" -> request.maxTokens(((Number) value).intValue());
      case "temperature" -> request.temperature(((Number) value).doubleValue());
      case "top_p" -> request.topP(((Number) value).doubleValue());
      case "top_k" -> request.topK(((Number) value).intValue());
      case "stop_sequences" -> request.stop(((List<?>) value).toArray(String[]::new));
      case "tool_choice" -> toolChoice(object(value), request);
      case "output_config" -> outputConfig(object(value), request);
      default -> request.extra(name, value);
    }
  }

  private static void toolChoice(Map<String, Object> choice, ChatRequest.Builder request) {
    request.toolChoice(
        switch ((String) choice.get("type")) {
          case "any" -> ToolChoice.REQUIRED;
          case "none" -> ToolChoice.NONE;
          case "tool" -> ToolChoice.named((String) choice.get("name"));
          default -> ToolChoice.AUTO;
        });
    if (choice.get("disable_parallel_tool_use") instanceof Boolean disabled) {
      request.parallelToolCalls(!disabled);
    }
  }

  private static void outputConfig(Map<String, Object> config, ChatRequest.Builder request) {
    if (config.get("effort") instanceof String effort) {
      request.reasoningEffort(effort);
    }
    if (config.get("format") != null) {
      Map<String, Object> format = object(config.get("format"));
      request.responseFormat(ResponseFormat.jsonSchema("answer", RawJson.of(format.get("schema"))));
    }
  }

  /** The blocks of a content, of which a text alone is the short form. */
  static List<Map<String, Object>> blocks(Object content) {
    if (content == null) {
      return List.of();
    }
    if (content instanceof String text) {
      return List.of(MessageWire.block("type", "text", "text", text));
    }
    List<Map<String, Object>> blocks = new ArrayList<>();
    ((List<?>) content).forEach(block -> blocks.add(object(block)));
    return blocks;
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
