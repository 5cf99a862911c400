package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody else's request in a form in which requests compare, and the neutral request that must
 * give it again.
 *
 * <p>The form hides what is the same to Google, or the choice of that client: the spelling of keys,
 * the role of instructions, which of the two fields a schema stands in, what a function's result is
 * wrapped in, empty objects, and whether a number has a fraction of zero.
 */
final class RecordedRequest {
  private static final List<String> DATA =
      List.of("args", "parametersJsonSchema", "responseJsonSchema");

  private RecordedRequest() {}

  /** The request in the form that compares. */
  static Map<String, Object> normal(Map<String, Object> body) {
    Map<String, Object> normal = map(spelled(body));
    Map<String, Object> system = map(normal.get("systemInstruction"));
    system.remove("role");
    if (system.get("parts") instanceof Map<?, ?> only) {
      system.put("parts", List.of(only));
    }
    system.put("parts", withoutEmptyText(list(system.get("parts"))));
    if (list(system.get("parts")).isEmpty()) {
      normal.remove("systemInstruction");
    }
    normal.put("contents", merged(list(normal.get("contents"))));
    Map<String, Object> config = map(normal.get("generationConfig"));
    if (config.isEmpty()) {
      normal.remove("generationConfig");
    }
    return normal;
  }

  private static List<Object> withoutEmptyText(List<?> parts) {
    return new ArrayList<>(
        parts.stream().filter(part -> !part.equals(Map.of("text", ""))).toList());
  }

  private static List<Object> merged(List<?> contents) {
    List<Object> merged = new ArrayList<>();
    for (Object content : contents) {
      Map<String, Object> next = map(content);
      List<Object> parts = withoutEmptyText(list(next.get("parts")));
      Map<String, Object> last = merged.isEmpty() ? null : map(merged.get(merged.size() - 1));
      if (last != null && last.get("role").equals(next.get("role"))) {
        parts.addAll(0, list(last.get("parts")));
        last.put("parts", parts);
      } else if (!parts.isEmpty()) {
        next.put("parts", parts);
        merged.add(next);
      }
    }
    return merged;
  }

  private static Object spelled(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(RecordedRequest::spelled).toList());
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (!(value instanceof Map<?, ?> fields)) {
      return value;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    fields.forEach(
        (key, inner) -> {
          String name = camel(String.valueOf(key));
          switch (name) {
            case "parameters" -> name = "parametersJsonSchema";
            case "responseSchema" -> name = "responseJsonSchema";
            default -> {}
          }
          if (inner == null) {
            return;
          }
          Object one = DATA.contains(name) ? numbers(inner) : spelled(inner);
          result.put(name, name.equals("response") ? Map.of("output", output(inner)) : one);
        });
    return result;
  }

  private static Object numbers(Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, Object> result = new LinkedHashMap<>();
      fields.forEach((key, inner) -> result.put(String.valueOf(key), numbers(inner)));
      return result;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordedRequest::numbers).toList();
    }
    return value instanceof Number number ? number.doubleValue() : value;
  }

  private static String output(Object response) {
    return map(response).get("output") instanceof String text && map(response).size() == 1
        ? text
        : RawJson.of(response).text();
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_' && i > 0 && i + 1 < name.length()) {
        camel.append(Character.toUpperCase(name.charAt(++i)));
      } else {
        camel.append(name.charAt(i));
      }
    }
    return camel.toString();
  }

  /** The neutral request. */
  static ChatRequest neutral(Map<String, Object> body) {
    ChatRequest.Builder request = ChatRequest.builder("e");
    Map<String, Object> normal = normal(body);
    for (Object part : list(map(normal.remove("systemInstruction")).get("parts"))) {
      if (map(part).get("text") instanceof String text && !text.isEmpty()) {
        request.system(text);
      }
    }
    for (Object content : list(normal.remove("contents"))) {
      messages(map(content), request);
    }
    Map<String, Object> toolConfig = map(normal.remove("toolConfig"));
    Map<String, Object> calling = map(toolConfig.remove("functionCallingConfig"));
    List<?> tools = list(normal.remove("tools"));
    if (tools.size() > 1) {
      toolConfig.remove("includeServerSideToolInvocations");
    }
    tools(tools, "VALIDATED".equals(calling.get("mode")), request);
    choice(calling, toolConfig, request);
    config(map(normal.remove("generationConfig")), request);
    if (!toolConfig.isEmpty()) {
      request.extra("toolConfig", toolConfig);
    }
    normal.forEach(request::extra);
    return request.build();
  }

  private static void messages(Map<String, Object> content, ChatRequest.Builder request) {
    List<ContentPart> parts = new ArrayList<>();
    for (Object one : list(content.get("parts"))) {
      Map<String, Object> part = map(one);
      if (part.get("functionResponse") instanceof Map<?, ?> response) {
        String id = response.get("id") instanceof String text ? text : "";
        request.toolResult(id, (String) map(response.get("response")).get("output"));
      } else {
        parts.add(part(part));
      }
    }
    if (!parts.isEmpty()) {
      request.message(
          "model".equals(content.get("role"))
              ? ChatMessage.assistant(parts)
              : ChatMessage.user(parts));
    }
  }

  private static ContentPart part(Map<String, Object> part) {
    ProviderState state =
        part.get("thoughtSignature") instanceof String signature
            ? ProviderState.of("gemini", signature)
            : null;
    if (part.get("text") instanceof String text) {
      return new Text(text, state);
    }
    if (part.get("functionCall") instanceof Map<?, ?> call) {
      String id = call.get("id") instanceof String text ? text : "";
      return new ToolCall(
          id,
          (String) call.get("name"),
          RawJson.of(call.get("args")).text(),
          ToolCall.Type.FUNCTION,
          state);
    }
    if (part.get("inlineData") instanceof Map<?, ?> data) {
      String type = (String) data.get("mimeType");
      String url = "data:" + type + ";base64," + data.get("data");
      return type.startsWith("image/") ? new Image(url, null) : new File(url, null);
    }
    if (part.get("fileData") instanceof Map<?, ?> data) {
      String url = (String) data.get("fileUri");
      return String.valueOf(data.get("mimeType")).startsWith("image/")
          ? Image.of(url)
          : File.ofUrl(url);
    }
    String type = part.keySet().iterator().next();
    return new ProviderBlock("gemini", type, RawJson.of(part));
  }

  private static void tools(List<?> tools, boolean strict, ChatRequest.Builder request) {
    for (Object one : tools) {
      Map<String, Object> tool = map(one);
      if (!tool.containsKey("functionDeclarations")) {
        request.providerTool(new ProviderTool("gemini", RawJson.of(tool)));
        continue;
      }
      for (Object function : list(tool.get("functionDeclarations"))) {
        Map<String, Object> fields = map(function);
        ToolDefinition definition =
            ToolDefinition.of(
                (String) fields.get("name"),
                (String) fields.get("description"),
                RawJson.of(fields.getOrDefault("parametersJsonSchema", Map.of("type", "object"))));
        request.tool(strict ? definition.strictly() : definition);
      }
    }
  }

  private static void choice(
      Map<String, Object> calling, Map<String, Object> toolConfig, ChatRequest.Builder request) {
    List<?> allowed = list(calling.get("allowedFunctionNames"));
    switch (String.valueOf(calling.get("mode"))) {
      case "AUTO" -> request.toolChoice(ToolChoice.AUTO);
      case "NONE" -> request.toolChoice(ToolChoice.NONE);
      case "ANY" -> {
        if (allowed.size() > 1) { // OpenAI's choice names one, or none.
          toolConfig.put("functionCallingConfig", calling);
        } else {
          request.toolChoice(
              allowed.isEmpty() ? ToolChoice.REQUIRED : ToolChoice.named((String) allowed.get(0)));
        }
      }
      default -> {}
    }
  }

  private static void config(Map<String, Object> config, ChatRequest.Builder request) {
    Object schema = config.remove("responseJsonSchema");
    if (schema != null) {
      config.remove("responseMimeType");
      request.responseFormat(ResponseFormat.jsonSchema("answer", RawJson.of(schema)));
    }
    if (config.remove("maxOutputTokens") instanceof Number tokens) {
      request.maxTokens(tokens.intValue());
    }
    if (config.remove("temperature") instanceof Number temperature) {
      request.temperature(temperature.doubleValue());
    }
    if (config.remove("seed") instanceof Number seed) {
      request.seed(seed.longValue());
    }
    if (config.remove("candidateCount") instanceof Number count) {
      request.choices(count.intValue());
    }
    if (!config.isEmpty()) {
      request.extra("generationConfig", config);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  private static Map<String, Object> map(Object value) {
    return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
