package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewaysdk.langchain4j.kit.host.Question.Call;
import dev.gatewaysdk.langchain4j.kit.host.Question.Role;
import dev.gatewaysdk.langchain4j.kit.host.Question.Tool;
import dev.gatewaysdk.langchain4j.kit.host.Question.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request to OpenAI, and refuses what OpenAI refuses. */
final class OpenAiQuestion {
  private final JsonNode request;
  private final StringBuilder system = new StringBuilder();
  private final List<Turn> turns = new ArrayList<>();
  private final Set<String> unanswered = new LinkedHashSet<>();

  OpenAiQuestion(JsonNode request) {
    this.request = request;
  }

  Question read() {
    request.path("messages").forEach(this::message);
    Refusal.unless(unanswered.isEmpty(), "tool calls without a result: " + unanswered);
    JsonNode format = request.path("response_format");
    boolean json = format.path("type").asText().equals("json_object");
    Refusal.unless(
        !json
            || request
                .path("messages")
                .toString()
                .toLowerCase(java.util.Locale.ROOT)
                .contains("json"),
        "'messages' must contain the word 'json' for this response_format");
    return new Question(
        request.path("model").asText(),
        request.path("stream").asBoolean(),
        system.toString(),
        turns,
        tools(),
        choice(),
        schema(format),
        json,
        limit(),
        stop(),
        !request.path("reasoning_effort").isMissingNode(),
        request.path("stream_options").path("include_usage").asBoolean());
  }

  private void message(JsonNode message) {
    String role = message.path("role").asText();
    Refusal.unless(
        role.equals("tool") || unanswered.isEmpty(), "tool calls without a result: " + unanswered);
    switch (role) {
      case "system", "developer" -> system.append(text(message.path("content"))).append('\n');
      case "user" -> turns.add(turn(Role.USER, message, List.of(), null));
      case "assistant" -> turns.add(turn(Role.MODEL, message, calls(message), null));
      case "tool" -> {
        String id = message.path("tool_call_id").asText();
        Refusal.unless(unanswered.remove(id), "a result of no call: " + id);
        turns.add(turn(Role.TOOL, message, List.of(), id));
      }
      default -> throw Refusal.badRequest("a message of role " + role);
    }
  }

  private static Turn turn(Role role, JsonNode message, List<Call> calls, @Nullable String id) {
    JsonNode content = message.path("content");
    List<String> pictures = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.path("type").asText().equals("image_url")) {
        Refusal.unless(role == Role.USER, "a picture in a message of role " + role);
        pictures.add(Pictures.linked(part.path("image_url").path("url").asText()));
      }
    }
    return new Turn(role, text(content), pictures, calls, id);
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      String type = part.path("type").asText();
      Refusal.unless(List.of("text", "image_url").contains(type), "a part of type " + type);
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  private List<Call> calls(JsonNode message) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      String id = call.path("id").asText();
      Refusal.unless(!id.isBlank() && unanswered.add(id), "the id of a call is '" + id + "'");
      JsonNode function = call.path("function");
      calls.add(
          new Call(
              id, function.path("name").asText(), Json.of(function.path("arguments").asText())));
    }
    return calls;
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      JsonNode function = tool.path("function");
      Refusal.unless(tool.path("type").asText().equals("function"), "a tool that is no function");
      if (function.path("strict").asBoolean()) {
        StrictSchema.check(function.path("parameters"));
      }
      tools.add(
          new Tool(
              function.path("name").asText(),
              function.path("description").asText(),
              function.path("parameters")));
    }
    return tools;
  }

  private String choice() {
    JsonNode choice = request.path("tool_choice");
    Refusal.unless(choice.isMissingNode() || request.has("tools"), "tool_choice without tools");
    return choice.isObject()
        ? choice.path("function").path("name").asText()
        : choice.asText("auto");
  }

  private static @Nullable JsonNode schema(JsonNode format) {
    if (!format.path("type").asText().equals("json_schema")) {
      return null;
    }
    JsonNode named = format.path("json_schema");
    Refusal.unless(!named.path("name").asText().isBlank(), "a json_schema without a name");
    if (named.path("strict").asBoolean()) {
      StrictSchema.check(named.path("schema"));
    }
    return named.path("schema");
  }

  private @Nullable Integer limit() {
    for (String name : List.of("max_completion_tokens", "max_tokens")) {
      if (request.has(name)) {
        return request.get(name).asInt();
      }
    }
    return null;
  }

  private List<String> stop() {
    JsonNode stop = request.path("stop");
    List<String> all = new ArrayList<>();
    if (stop.isTextual()) {
      all.add(stop.asText());
    }
    stop.forEach(one -> all.add(one.asText()));
    Refusal.unless(all.size() <= 4, "more than four stop sequences");
    return all;
  }
}
