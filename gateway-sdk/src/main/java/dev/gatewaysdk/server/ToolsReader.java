package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a request says of tools, in OpenAI's form of today and in its first one. */
final class ToolsReader {
  /** The wire that OpenAI's own kinds of tools are written for. */
  static final String OPENAI = "openai";

  private static final RawJson NO_PARAMETERS =
      RawJson.parse("{\"type\":\"object\",\"properties\":{}}");

  private final JsonIn json;
  private final List<ToolDefinition> tools = new ArrayList<>(0);
  private final List<ProviderTool> providerTools = new ArrayList<>(0);
  private @Nullable ToolChoice choice;
  private @Nullable RawJson otherChoice;
  private @Nullable Boolean parallel;
  private boolean legacy;

  ToolsReader(JsonIn json) {
    this.json = json;
  }

  /** Reads one of the fields that concern tools. */
  void field(String name) throws IOException {
    switch (name) {
      case "tools" -> json.array(this::tool);
      case "tool_choice" -> choice(json.path());
      case "parallel_tool_calls" -> parallel = json.flag();
      case "functions" -> {
        legacy = true;
        json.array(this::function);
      }
      default -> {
        legacy = true;
        legacyChoice(json.path());
      }
    }
  }

  /** Whether they are in OpenAI's first form, with {@code functions} and {@code function_call}. */
  boolean areLegacy() {
    return legacy;
  }

  void addTo(ChatRequest.Builder request) {
    request.tools(tools);
    providerTools.forEach(request::providerTool);
    if (choice != null) {
      request.toolChoice(choice);
    } else if (otherChoice != null) {
      request.extra("tool_choice", otherChoice);
    }
    if (parallel != null) {
      request.parallelToolCalls(parallel);
    } else if (legacy && !tools.isEmpty()) {
      request.parallelToolCalls(false); // The first form has room for one call.
    }
  }

  private void tool() throws IOException {
    String path = json.path();
    RawJson written = json.rawObject();
    Map<String, @Nullable Object> tool = written.toMap();
    if (!"function".equals(tool.get("type"))) {
      if (!(tool.get("type") instanceof String)) {
        throw new InvalidRequestException(path + ".type", "must be a string, such as function");
      }
      providerTools.add(new ProviderTool(OPENAI, written));
      return;
    }
    if (!(tool.get("function") instanceof Map<?, ?>)) {
      throw new InvalidRequestException(path + ".function", "must be an object");
    }
    JsonIn inside = new JsonIn(written, path);
    Definition definition = new Definition(path + ".function");
    inside.object(
        field -> {
          if (field.equals("function")) {
            inside.object(key -> definition.field(inside, key));
          } else if (field.equals("cache_control")) {
            definition.mark = CacheControl.read(inside);
          } else {
            inside.skip();
          }
        });
    tools.add(definition.build());
  }

  private void function() throws IOException {
    Definition definition = new Definition(String.valueOf(json.path()));
    json.object(key -> definition.field(json, key));
    tools.add(definition.build());
  }

  private void choice(@Nullable String path) throws IOException {
    RawJson written = json.raw();
    Object value = written.toJava();
    if (value instanceof String mode) {
      choice = mode(mode, path);
    } else if (value instanceof Map<?, ?> map
        && "function".equals(map.get("type"))
        && map.get("function") instanceof Map<?, ?> function
        && function.get("name") instanceof String name) {
      choice = ToolChoice.named(name);
    } else if (value instanceof Map<?, ?> map && map.get("type") instanceof String type) {
      if (type.equals("function")) {
        throw new InvalidRequestException(path + ".function.name", "must be a string");
      }
      otherChoice = written; // A custom tool, a set of allowed ones, or what comes after those.
    } else {
      throw new InvalidRequestException(path, "must be a string, or an object with a type");
    }
  }

  private void legacyChoice(@Nullable String path) throws IOException {
    Object value = json.raw().toJava();
    if (value instanceof String mode) {
      choice = mode(mode, path);
    } else if (value instanceof Map<?, ?> map && map.get("name") instanceof String name) {
      choice = ToolChoice.named(name);
    } else {
      throw new InvalidRequestException(path, "must be a string, or an object with a name");
    }
  }

  private static ToolChoice mode(String mode, @Nullable String path) {
    return switch (mode) {
      case "auto" -> ToolChoice.AUTO;
      case "none" -> ToolChoice.NONE;
      case "required" -> ToolChoice.REQUIRED;
      default ->
          throw new InvalidRequestException(path, "must be auto, none, required or an object");
    };
  }

  /** One function in the making. */
  private static final class Definition {
    private final String path;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable RawJson parameters;
    private @Nullable Boolean strict;
    private @Nullable CacheMark mark;

    Definition(String path) {
      this.path = path;
    }

    void field(JsonIn json, String key) throws IOException {
      switch (key) {
        case "name" -> name = json.text();
        case "description" -> description = json.text();
        case "parameters" -> parameters = json.rawObject();
        case "strict" -> strict = json.flag();
        case "cache_control" -> mark = CacheControl.read(json);
        default -> json.skip();
      }
    }

    ToolDefinition build() {
      if (name == null) {
        throw new InvalidRequestException(path + ".name", "is missing");
      }
      RawJson schema = parameters == null ? NO_PARAMETERS : parameters;
      return new ToolDefinition(name, description, schema, strict, mark);
    }
  }
}
