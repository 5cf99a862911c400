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

/** Reads a request to Anthropic, and refuses what Anthropic refuses. */
final class AnthropicQuestion {
  private final JsonNode request;
  private final List<Turn> turns = new ArrayList<>();
  private final Set<String> unanswered = new LinkedHashSet<>();

  AnthropicQuestion(JsonNode request) {
    this.request = request;
  }

  Question read() {
    Refusal.unless(request.path("max_tokens").asInt() > 0, "max_tokens: Field required");
    request.path("messages").forEach(this::message);
    Refusal.unless(unanswered.isEmpty(), "tool_use without tool_result: " + unanswered);
    String system = text(request.path("system"));
    List<String> stop = new ArrayList<>();
    request.path("stop_sequences").forEach(one -> stop.add(one.asText()));
    return new Question(
        request.path("model").asText(),
        request.path("stream").asBoolean(),
        system,
        turns,
        tools(),
        choice(),
        schema(system),
        system.contains("JSON"),
        request.get("max_tokens").asInt(),
        stop,
        thinks(),
        true);
  }

  private void message(JsonNode message) {
    String role = message.path("role").asText();
    Refusal.unless(List.of("user", "assistant").contains(role), "a message of role " + role);
    JsonNode content = message.path("content");
    if (role.equals("user")) {
      boolean results = false;
      for (JsonNode block : content) {
        if (block.path("type").asText().equals("tool_result")) {
          result(block);
          results = true;
        }
      }
      Refusal.unless(unanswered.isEmpty(), "tool_use without tool_result: " + unanswered);
      String text = text(content);
      if (!results || !text.isEmpty()) {
        turns.add(new Turn(Role.USER, text, pictures(content), List.of(), null));
      }
    } else {
      Refusal.unless(unanswered.isEmpty(), "tool_use without tool_result: " + unanswered);
      turns.add(new Turn(Role.MODEL, text(content), List.of(), calls(content), null));
    }
  }

  private void result(JsonNode block) {
    String id = block.path("tool_use_id").asText();
    Refusal.unless(unanswered.remove(id), "a tool_result of no tool_use: " + id);
    JsonNode content = block.path("content");
    turns.add(new Turn(Role.TOOL, text(content), pictures(content), List.of(), id));
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("text")) {
        Refusal.unless(!block.path("text").asText().isBlank(), "text blocks must not be blank");
        text.append(block.get("text").asText());
      }
    }
    return text.toString();
  }

  private static List<String> pictures(JsonNode content) {
    List<String> pictures = new ArrayList<>();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("image")) {
        JsonNode source = block.path("source");
        pictures.add(
            source.path("type").asText().equals("url")
                ? Pictures.linked(source.path("url").asText())
                : Pictures.seen(source.path("media_type").asText(), source.path("data").asText()));
      }
    }
    return pictures;
  }

  private List<Call> calls(JsonNode content) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode block : content) {
      switch (block.path("type").asText()) {
        case "tool_use" -> {
          String id = block.path("id").asText();
          Refusal.unless(!id.isBlank() && unanswered.add(id), "the id of a tool_use: " + id);
          Refusal.unless(block.path("input").isObject(), "an input that is no object");
          calls.add(new Call(id, block.path("name").asText(), block.get("input")));
        }
        case "thinking" ->
            Refusal.unless(
                AnthropicAnswer.signature(block.path("thinking").asText())
                    .equals(block.path("signature").asText()),
                "a thinking block whose signature does not fit");
        default -> {}
      }
    }
    boolean thoughtful = thinks() && !calls.isEmpty();
    Refusal.unless(
        !thoughtful || content.path(0).path("type").asText().equals("thinking"),
        "a turn with tool_use must start with its thinking block");
    return calls;
  }

  private boolean thinks() {
    return List.of("enabled", "adaptive").contains(request.path("thinking").path("type").asText());
  }

  private List<Tool> tools() {
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      Refusal.unless(
          tool.path("input_schema").path("type").asText().equals("object"),
          "an input_schema that is no object");
      tools.add(
          new Tool(
              tool.path("name").asText(),
              tool.path("description").asText(),
              tool.get("input_schema")));
    }
    return tools;
  }

  private String choice() {
    JsonNode choice = request.path("tool_choice");
    return switch (choice.path("type").asText("auto")) {
      case "auto" -> "auto";
      case "any" -> "required";
      case "none" -> "none";
      case "tool" -> choice.path("name").asText();
      default -> throw Refusal.badRequest("a tool_choice of type " + choice.path("type"));
    };
  }

  /** Enforced by the API, or asked for in words. */
  private @Nullable JsonNode schema(String system) {
    JsonNode format = request.path("output_config").path("format");
    Refusal.unless(
        format.isMissingNode() || !request.path("model").asText().startsWith("claude-3-"),
        "output_config: Extra inputs are not permitted");
    if (format.path("type").asText().equals("json_schema")) {
      StrictSchema.checkClosed(format.path("schema"));
      return format.get("schema");
    }
    int asked = system.indexOf("JSON Schema");
    return asked < 0 ? null : Json.of(system.substring(system.indexOf('{', asked)));
  }
}
