package dev.gatewaysdk.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What others' clients sent to Cohere, read into neutral values and written again.
 *
 * <p>Both are compared field by field in one form, as the following mean the same: a text and a
 * list of one text; blank text of the assistant and none; instructions in another place than the
 * front; no {@code stream} and false.
 */
class CohereRequestShapesTest {
  private static final String OWN =
      """
      {"model":"command-x","stream":true,"max_tokens":9,"temperature":0.5,"p":0.7,"k":5,"seed":3,
       "stop_sequences":["###"],"safety_mode":"STRICT","strict_tools":true,
       "thinking":{"type":"enabled","token_budget":9},
       "messages":[
        {"role":"system","content":"S"},
        {"role":"user","content":[{"type":"text","text":"Hi"},
          {"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}}]},
        {"role":"assistant","tool_plan":"I will.","content":[{"type":"thinking","thinking":"hm"}],
         "tool_calls":[{"id":"1","type":"function",
          "function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
        {"role":"tool","tool_call_id":"1","content":[
         {"type":"document","document":{"data":{"output":"5"}}}]}],
       "tools":[{"type":"function","function":{"name":"f","description":"d",
        "parameters":{"type":"object"}}}],
       "tool_choice":"REQUIRED"}
      """;

  @Test
  void writesARequestOfAllKindsAsItWasWritten() {
    assertThat(differences(RawJson.parse(OWN).toMap())).isEmpty();
  }

  @Test
  void writesRequestsInTheShapeOfThoseOfOthers(TestReporter reporter) {
    List<String> differences = new ArrayList<>();
    int fields = 0;
    for (Map<String, Object> file : files()) {
      Object operation = file.getOrDefault("error_of", file.get("operation"));
      if ("chat".equals(operation) || "chat_stream".equals(operation)) {
        Map<String, Object> body = object(object(file.get("request")).get("body"));
        fields += body.size();
        differences(body).forEach(text -> differences.add(file.get("id") + ": " + text));
      }
    }
    reporter.publishEntry("cohere requests", fields + " fields " + differences);
    assertThat(differences).isEmpty();
  }

  private static List<String> differences(Map<String, Object> body) {
    WrittenCohere written =
        WrittenCohere.of(
            neutral(body), (String) body.get("model"), Boolean.TRUE.equals(body.get("stream")));
    Map<String, Object> wanted = inOneForm(body);
    Map<String, Object> actual = inOneForm(written.fields());
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      if (!Objects.equals(wanted.get(name), actual.get(name))) {
        differences.add(name + ": expected " + wanted.get(name) + " but was " + actual.get(name));
      }
    }
    return differences;
  }

  private static Map<String, Object> inOneForm(Map<String, Object> body) {
    Map<String, Object> form = new LinkedHashMap<>();
    body.forEach(
        (name, value) ->
            form.put(name, value instanceof Number number ? (Object) number.doubleValue() : value));
    form.putIfAbsent("stream", false);
    List<Object> messages = new ArrayList<>();
    for (Map<String, Object> message : list(body.get("messages"))) {
      Map<String, Object> copy = new LinkedHashMap<>(message);
      boolean assistant = "assistant".equals(message.get("role"));
      List<Map<String, Object>> content = new ArrayList<>(parts(copy.remove("content")));
      content.removeIf(part -> assistant && part.get("text") instanceof String t && t.isBlank());
      copy.put("content", content);
      messages.add(copy);
    }
    form.put("messages", messages);
    return form;
  }

  private static ChatRequest.Builder neutral(Map<String, Object> body) {
    ChatRequest.Builder request = ChatRequest.builder("endpoint");
    for (Map<String, Object> message : list(body.get("messages"))) {
      message(message, request);
    }
    body.forEach((name, value) -> setting(name, value, body, request));
    return request;
  }

  private static void message(Map<String, Object> message, ChatRequest.Builder request) {
    List<ContentPart> content = new ArrayList<>();
    parts(message.get("content")).forEach(part -> content.add(part(part)));
    switch ((String) message.get("role")) {
      case "system" -> request.message(ChatMessage.system(content));
      case "tool" ->
          request.message(ChatMessage.toolResult((String) message.get("tool_call_id"), content));
      case "assistant" -> {
        if (message.get("tool_plan") instanceof String plan) {
          content.add(new Reasoning(plan, CohereFormat.TOOL_PLAN));
        }
        for (Map<String, Object> call : list(message.get("tool_calls"))) {
          Map<String, Object> function = object(call.get("function"));
          content.add(
              ToolCall.of(
                  (String) call.get("id"),
                  (String) function.get("name"),
                  (String) function.get("arguments")));
        }
        request.message(ChatMessage.assistant(content));
      }
      default -> request.message(ChatMessage.user(content));
    }
  }

  private static ContentPart part(Map<String, Object> part) {
    return switch ((String) part.get("type")) {
      case "text" -> new Text((String) part.get("text"));
      case "thinking" -> new Reasoning((String) part.get("thinking"), CohereFormat.THINKING);
      case "image_url" -> {
        Map<String, Object> image = object(part.get("image_url"));
        yield new Image((String) image.get("url"), (String) image.get("detail"));
      }
      default -> new ProviderBlock("cohere", (String) part.get("type"), RawJson.of(part));
    };
  }

  private static void setting(
      String name, Object value, Map<String, Object> body, ChatRequest.Builder request) {
    switch (name) {
      case "model", "messages", "stream", "strict_tools" -> {}
      case "max_tokens" -> request.maxTokens(((Number) value).intValue());
      case "temperature" -> request.temperature(((Number) value).doubleValue());
      case "p" -> request.topP(((Number) value).doubleValue());
      case "k" -> request.topK(((Number) value).intValue());
      case "seed" -> request.seed(((Number) value).longValue());
      case "stop_sequences" -> request.stop(((List<?>) value).toArray(String[]::new));
      case "tool_choice" ->
          request.toolChoice("NONE".equals(value) ? ToolChoice.NONE : ToolChoice.REQUIRED);
      case "response_format" -> {
        Object schema = object(value).get("json_schema");
        request.responseFormat(
            schema == null
                ? ResponseFormat.JSON_OBJECT
                : ResponseFormat.jsonSchema("answer", RawJson.of(schema)));
      }
      case "tools" -> {
        for (Map<String, Object> tool : list(value)) {
          Map<String, Object> function = object(tool.get("function"));
          request.tool(
              new ToolDefinition(
                  (String) function.get("name"),
                  (String) function.get("description"),
                  RawJson.of(function.get("parameters")),
                  (Boolean) body.get("strict_tools")));
        }
      }
      default -> request.extra(name, value);
    }
  }

  /** The parts of a content, of which a text alone is the short form. */
  private static List<Map<String, Object>> parts(Object content) {
    return content instanceof String text
        ? List.of(Map.of("type", "text", "text", text))
        : list(content);
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> list(Object value) {
    List<Map<String, Object>> list = new ArrayList<>();
    if (value != null) {
      ((List<?>) value).forEach(item -> list.add(object(item)));
    }
    return list;
  }

  private static List<Map<String, Object>> files() {
    List<Map<String, Object>> files = new ArrayList<>();
    String directory = System.getProperty("conformance.dir", "");
    if (directory.isBlank()) {
      return files;
    }
    try (Stream<Path> found = Files.list(Path.of(directory, "recorded", "cohere"))) {
      for (Path file : found.sorted().toList()) {
        files.add(RawJson.parse(Files.readString(file)).toMap());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
