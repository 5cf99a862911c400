package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Writes the tools on offer, and whether the model may or must call them. */
final class AnthropicTools {
  private final ChatRequest request;
  private final AnthropicThinking thinking;
  private final Consumer<Adjustment> adjusted;

  AnthropicTools(ChatRequest request, AnthropicThinking thinking, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.thinking = thinking;
    this.adjusted = adjusted;
  }

  /**
   * @param written gets the names of the fields
   * @throws InvalidRequestException if a tool's schema is not an object
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    tools(json, written);
    toolChoice(json, written);
  }

  private void tools(JsonWriter json, Set<String> written) throws IOException {
    List<ToolDefinition> tools = request.tools();
    if (tools.isEmpty()) {
      return;
    }
    written.add("tools");
    json.name("tools").beginArray();
    for (int i = 0; i < tools.size(); i++) {
      tool(json, tools.get(i), "tools[" + i + "].parameters");
    }
    json.endArray();
  }

  private static void tool(JsonWriter json, ToolDefinition tool, String place) throws IOException {
    if (!AnthropicBlocks.isObject(tool.parameters())) {
      throw new InvalidRequestException(place, "must be a JSON Schema of type object");
    }
    json.beginObject().name("name").value(tool.name());
    if (tool.description() != null) {
      json.name("description").value(tool.description());
    }
    json.name("input_schema");
    schema(json, tool.parameters());
    if (Boolean.TRUE.equals(tool.strict())) {
      json.name("strict").value(true);
    }
    json.endObject();
  }

  /** The type is mandatory here, and can be no other, so it is added where it was left out. */
  private static void schema(JsonWriter json, RawJson schema) throws IOException {
    Map<String, ?> fields = schema.toMap();
    if (fields.containsKey("type")) {
      schema.write(json);
      return;
    }
    json.beginObject().name("type").value("object");
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      json.name(field.getKey());
      RawJson.of(field.getValue()).write(json);
    }
    json.endObject();
  }

  private void toolChoice(JsonWriter json, Set<String> written) throws IOException {
    ToolChoice choice = request.toolChoice();
    boolean serial = Boolean.FALSE.equals(request.parallelToolCalls());
    if (request.tools().isEmpty() && !request.extras().containsKey("tools")) {
      if (choice != null) {
        adjusted.accept(
            new Adjustment(Kind.DROPPED, "tool_choice", "there are no tools to choose from"));
      }
      return;
    }
    if (choice == null && !serial) {
      return;
    }
    ToolChoice possible = possible(choice == null ? ToolChoice.AUTO : choice);
    ToolChoice.Mode mode = possible.mode();
    written.add("tool_choice");
    json.name("tool_choice").beginObject();
    json.name("type")
        .value(
            switch (mode) {
              case AUTO -> "auto";
              case NONE -> "none";
              case REQUIRED -> "any";
              case NAMED -> "tool";
            });
    if (mode == ToolChoice.Mode.NAMED) {
      json.name("name").value(possible.name());
    }
    if (serial && mode != ToolChoice.Mode.NONE) {
      json.name("disable_parallel_tool_use").value(true);
    }
    json.endObject();
  }

  private ToolChoice possible(ToolChoice choice) {
    boolean forced =
        choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED;
    if (!forced || !thinking.on()) {
      return choice;
    }
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED, "tool_choice", "auto: a model that thinks cannot be forced to call"));
    return ToolChoice.AUTO;
  }
}
