package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolChoice.Mode;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ClosedSchema;
import dev.gatewaysdk.provider.ObjectSchema;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tools on offer, and whether the model may or must call them.
 *
 * <p>Converse cannot forbid tools, and takes no conversation in which some were called without
 * tools on offer; so they are left out where that is possible, and made up where they are missing.
 */
final class ConverseTools {
  private static final RawJson ANY_OBJECT = RawJson.parse("{\"type\":\"object\"}");

  private final ChatRequest request;
  private final ConverseModels model;
  private final ToolNames names;
  private final Consumer<Adjustment> adjusted;
  private final Map<ToolDefinition, ConverseBlock> cachePoints = new LinkedHashMap<>(0);

  /** Finds the marks of the tools, which come before all others. */
  ConverseTools(
      ChatRequest request,
      ConverseModels model,
      ToolNames names,
      ConverseCachePoints points,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.names = names;
    this.adjusted = adjusted;
    for (ToolDefinition tool : request.tools()) {
      ConverseBlock point = tool.cacheMark() == null ? null : points.next(tool.cacheMark(), true);
      if (point != null) {
        cachePoints.put(tool, point);
      }
    }
  }

  /**
   * @param history whether the conversation has calls or results of tools
   * @param written gets the name of the field, if there is one
   * @throws InvalidRequestException if a tool's schema is not an object
   */
  void write(
      JsonWriter json,
      ConverseThinking thinking,
      AnswerForm form,
      boolean history,
      Set<String> written)
      throws IOException {
    List<ProviderTool> own =
        request.providerTools().stream()
            .filter(tool -> tool.format().equals(ConverseBlock.FORMAT))
            .toList();
    if (own.size() < request.providerTools().size()) {
      adjusted(Kind.DROPPED, "tools", "those of other providers");
    }
    ToolChoice choice = choice(thinking, form, history, own.isEmpty());
    List<ToolDefinition> tools = onOffer(choice);
    if (tools.isEmpty() && own.isEmpty() && form.toolSchema() == null && !history) {
      if (choice != null && choice.mode() != Mode.NONE) {
        adjusted(Kind.DROPPED, "tool_choice", "there are no tools to choose from");
      }
      return;
    }
    if (choice != null && choice.mode() == Mode.NONE && !history) {
      return;
    }
    written.add("toolConfig");
    json.name("toolConfig").beginObject().name("tools").beginArray();
    for (ToolDefinition tool : tools) {
      tool(json, tool);
    }
    for (ProviderTool tool : own) {
      tool.json().write(json);
    }
    if (form.toolSchema() != null) {
      spec(json, form.name(), "Gives the answer, in the form that it must have.");
      json.name("inputSchema").beginObject().name("json");
      form.toolSchema().write(json);
      json.endObject().endObject().endObject();
    } else if (tools.isEmpty() && own.isEmpty()) {
      called(json);
    }
    json.endArray();
    choice(json, choice);
    json.endObject();
  }

  /** All, but for a model that can only be made to call some tool, and is to call that one. */
  private List<ToolDefinition> onOffer(@Nullable ToolChoice choice) {
    if (choice == null || choice.mode() != Mode.NAMED || model.takesNamedTools()) {
      return request.tools();
    }
    adjusted(Kind.EMULATED, "tool_choice", "only that tool is on offer, and one must be called");
    return request.tools().stream().filter(tool -> tool.name().equals(choice.name())).toList();
  }

  /** The tools that the conversation has called, as Converse wants some. */
  private void called(JsonWriter json) throws IOException {
    Set<String> called = new LinkedHashSet<>();
    for (ChatMessage message : request.messages()) {
      message.toolCalls().stream().map(ToolCall::name).map(names::toWire).forEach(called::add);
    }
    for (String name : called) {
      spec(json, name, null);
      json.name("inputSchema").beginObject().name("json");
      ANY_OBJECT.write(json);
      json.endObject().endObject().endObject();
    }
    adjusted(
        Kind.EMULATED, "tools", "made up from the calls so far, without which Converse takes none");
  }

  private void tool(JsonWriter json, ToolDefinition tool) throws IOException {
    if (!tool.parameters().isObject()) {
      int index = request.tools().indexOf(tool);
      throw new InvalidRequestException(
          "tools[" + index + "].parameters", "must be a JSON Schema of type object");
    }
    spec(json, names.toWire(tool.name()), tool.description());
    RawJson held = Boolean.TRUE.equals(tool.strict()) ? held(tool) : null;
    json.name("inputSchema").beginObject().name("json");
    ObjectSchema.typed(held == null ? tool.parameters() : held).write(json);
    json.endObject();
    if (held != null) {
      json.name("strict").value(true);
    }
    json.endObject().endObject();
    ConverseBlock point = cachePoints.get(tool);
    if (point != null) {
      point.body().write(json);
    }
  }

  /** The schema that the arguments are held to; null if they cannot be. */
  private @Nullable RawJson held(ToolDefinition tool) {
    RawJson fitted = model.takesSchemas() ? ClosedSchema.fitted(tool.parameters()) : null;
    if (fitted == null) {
      adjusted(Kind.DROPPED, "tools.strict", "the model cannot be held to that schema");
    } else if (!fitted.equals(tool.parameters())) {
      adjusted(
          Kind.EMULATED, "tools.parameters", "objects closed, bounds moved into the descriptions");
    }
    return fitted;
  }

  private static void spec(JsonWriter json, String name, @Nullable String description)
      throws IOException {
    json.beginObject().name("toolSpec").beginObject().name("name").value(name);
    if (description != null && !description.isBlank()) {
      json.name("description").value(description);
    }
  }

  /** The choice that the model can be given; null for none. */
  private @Nullable ToolChoice choice(
      ConverseThinking thinking, AnswerForm form, boolean history, boolean noOwn) {
    if (form.toolSchema() != null) {
      boolean alone = request.tools().isEmpty() && noOwn && model.takesNamedTools();
      return alone ? ToolChoice.named(form.name()) : ToolChoice.REQUIRED;
    }
    ToolChoice choice = request.toolChoice();
    if (choice == null) {
      parallel();
      return null;
    }
    if (choice.mode() == Mode.NONE) {
      none(history);
      return choice;
    }
    parallel();
    boolean forced = choice.mode() != Mode.AUTO;
    if (forced && (thinking.on() || !model.takesForcedTools())) {
      adjusted(
          Kind.CLAMPED,
          "tool_choice",
          "left to the model: one that thinks, or of this family, cannot be forced to call");
      return model.takesForcedTools() || model.isClaude() ? ToolChoice.AUTO : null;
    }
    return choice.mode() == Mode.AUTO && !model.takesForcedTools() && !model.isClaude()
        ? null // Families without a choice do not take this one either.
        : choice;
  }

  private void none(boolean history) {
    if (request.tools().isEmpty() && request.providerTools().isEmpty()) {
      return;
    }
    if (history) {
      adjusted(
          Kind.DROPPED,
          "tool_choice",
          "Converse cannot forbid tools, and the calls so far need them");
    } else {
      adjusted(Kind.EMULATED, "tool_choice", "no tools on offer, as Converse cannot forbid them");
    }
  }

  private void parallel() {
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      adjusted(Kind.DROPPED, "parallel_tool_calls", "Converse has no such setting");
    }
  }

  private void choice(JsonWriter json, @Nullable ToolChoice choice) throws IOException {
    if (choice == null || choice.mode() == Mode.NONE) {
      return;
    }
    json.name("toolChoice").beginObject();
    if (choice.mode() == Mode.AUTO) {
      json.name("auto").beginObject();
    } else if (choice.mode() == Mode.NAMED && choice.name() != null && model.takesNamedTools()) {
      json.name("tool").beginObject().name("name").value(names.toWire(choice.name()));
    } else {
      json.name("any").beginObject();
    }
    json.endObject().endObject();
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
