package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the tools on offer, and whether the model may or must call them. */
final class AnthropicTools {
  private final ChatRequest request;
  private final AnthropicModels model;
  private final AnthropicThinking thinking;
  private final AnswerForm form;
  private final ToolNames names;
  private final AnthropicCacheMarks marks;
  private final Consumer<Adjustment> adjusted;
  private final List<ProviderTool> own = new ArrayList<>(0);

  /** Counts the marks of the tools, and says which tools are another provider's. */
  AnthropicTools(
      ChatRequest request,
      AnthropicModels model,
      AnthropicThinking thinking,
      AnswerForm form,
      ToolNames names,
      AnthropicCacheMarks marks,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.thinking = thinking;
    this.form = form;
    this.names = names;
    this.marks = marks;
    this.adjusted = adjusted;
    for (ToolDefinition tool : request.tools()) {
      if (tool.cacheMark() != null) {
        marks.add();
      }
    }
    for (ProviderTool tool : request.providerTools()) {
      if (tool.format().equals(AnthropicBlock.FORMAT)) {
        marks.addInside(tool.json());
        own.add(tool);
      } else {
        adjusted.accept(
            new Adjustment(Kind.DROPPED, "tools", "a tool of another provider: " + tool.format()));
      }
    }
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
    if (tools.isEmpty() && own.isEmpty() && form.toolSchema() == null) {
      return;
    }
    written.add("tools");
    json.name("tools").beginArray();
    for (int i = 0; i < tools.size(); i++) {
      tool(json, tools.get(i), "tools[" + i + "]");
    }
    for (ProviderTool tool : own) {
      tool.json().write(json);
    }
    if (form.toolSchema() != null) {
      json.beginObject().name("name").value(form.name());
      json.name("description").value("Gives the answer, in the form that it must have.");
      json.name("input_schema");
      form.toolSchema().write(json);
      json.endObject();
    }
    json.endArray();
  }

  private void tool(JsonWriter json, ToolDefinition tool, String place) throws IOException {
    if (!tool.parameters().isObject()) {
      throw new InvalidRequestException(
          place + ".parameters", "must be a JSON Schema of type object");
    }
    json.beginObject().name("name").value(names.toWire(tool.name()));
    if (tool.description() != null) {
      json.name("description").value(tool.description());
    }
    RawJson held = Boolean.TRUE.equals(tool.strict()) ? held(tool, place) : null;
    json.name("input_schema");
    ObjectSchema.typed(held == null ? tool.parameters() : held).write(json);
    if (held != null) {
      json.name("strict").value(true);
    }
    marks.write(json, tool.cacheMark());
    json.endObject();
  }

  /** The schema that the arguments are held to; null if they cannot be. */
  private @Nullable RawJson held(ToolDefinition tool, String place) {
    RawJson fitted = model.takesSchemas() ? ClosedSchema.fitted(tool.parameters()) : null;
    if (fitted == null) {
      adjusted.accept(
          new Adjustment(
              Kind.DROPPED, place + ".strict", "the model cannot be held to that schema"));
    } else if (!fitted.equals(tool.parameters())) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              place + ".parameters",
              "objects closed, bounds moved into the descriptions"));
    }
    return fitted;
  }

  private void toolChoice(JsonWriter json, Set<String> written) throws IOException {
    ToolChoice choice = request.toolChoice();
    boolean serial = Boolean.FALSE.equals(request.parallelToolCalls());
    if (!written.contains("tools") && !request.extras().containsKey("tools")) {
      if (choice != null && choice.mode() != Mode.NONE) {
        adjusted.accept(
            new Adjustment(Kind.DROPPED, "tool_choice", "there are no tools to choose from"));
      }
      return;
    }
    if (form.toolSchema() != null) {
      boolean alone = request.tools().isEmpty() && own.isEmpty();
      choice = alone ? ToolChoice.named(form.name()) : ToolChoice.REQUIRED;
    }
    if (choice == null && !serial) {
      return;
    }
    ToolChoice possible = possible(choice == null ? ToolChoice.AUTO : choice);
    Mode mode = possible.mode();
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
    if (mode == Mode.NAMED && possible.name() != null) {
      json.name("name").value(names.toWire(possible.name()));
    }
    if (serial && mode != Mode.NONE) {
      json.name("disable_parallel_tool_use").value(true);
    }
    json.endObject();
  }

  /** A model that thinks cannot be forced, and the newest always think. */
  private ToolChoice possible(ToolChoice choice) {
    boolean forced = choice.mode() == Mode.REQUIRED || choice.mode() == Mode.NAMED;
    if (!forced || (!thinking.on() && model.takesForcedTools())) {
      return choice;
    }
    adjusted.accept(
        new Adjustment(
            Kind.CLAMPED, "tool_choice", "auto: a model that thinks cannot be forced to call"));
    return ToolChoice.AUTO;
  }
}
