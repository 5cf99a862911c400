package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tools on offer, and whether the model may or must call them. All functions stand in
 * one tool, since some models refuse several.
 */
final class GeminiTools {
  private final ChatRequest request;
  private final GeminiModel model;
  private final GeminiFlavor flavor;
  private final ToolNames names;
  private final Consumer<Adjustment> adjusted;
  private final List<ProviderTool> own = new ArrayList<>(0);

  GeminiTools(
      ChatRequest request,
      GeminiModel model,
      GeminiFlavor flavor,
      ToolNames names,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.flavor = flavor;
    this.names = names;
    this.adjusted = adjusted;
    for (ProviderTool tool : request.providerTools()) {
      if (tool.format().equals(GeminiWire.FORMAT)) {
        own.add(tool);
      } else {
        dropped("tools", "one of " + tool.format() + ", which only runs there");
      }
    }
  }

  /**
   * @param written gets the names of the fields
   * @throws UnsupportedRequestException if a function's schema is not an object
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    List<ToolDefinition> tools = request.tools();
    if (tools.isEmpty() && own.isEmpty()) {
      return;
    }
    written.add("tools");
    json.name("tools").beginArray();
    for (ProviderTool tool : own) {
      tool.json().write(json);
    }
    if (!tools.isEmpty()) {
      json.beginObject().name("functionDeclarations").beginArray();
      for (int i = 0; i < tools.size(); i++) {
        declare(json, tools.get(i), "tools[" + i + "].parameters");
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private void declare(JsonWriter json, ToolDefinition tool, String place) throws IOException {
    json.beginObject().name("name").value(names.toWire(tool.name()));
    if (tool.description() != null) {
      json.name("description").value(tool.description());
    }
    GeminiSchema schema = GeminiSchema.ofObject(tool.parameters(), model, place);
    schema.report(adjusted);
    if (model.takesJsonSchema()) {
      json.name("parametersJsonSchema");
      schema.schema().write(json);
    } else if (schema.hasProperties()) { // An object without any is refused.
      json.name("parameters");
      schema.schema().write(json);
    }
    json.endObject();
  }

  /** The fields of {@code toolConfig}; says what had to be changed, so it is called once. */
  Map<String, @Nullable Object> config() {
    Map<String, @Nullable Object> config = new LinkedHashMap<>(2);
    if (request.tools().isEmpty()) {
      withoutFunctions();
      return config;
    }
    Map<String, Object> calling = calling();
    if (!calling.isEmpty()) {
      config.put("functionCallingConfig", calling);
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls())) {
      dropped("parallel_tool_calls", "Gemini calls as many at once as it sees fit");
    }
    if (!own.isEmpty() && flavor == GeminiFlavor.GEMINI && model.version() >= 30) {
      config.put("includeServerSideToolInvocations", true);
      adjusted.accept(
          new Adjustment(
              Kind.DEFAULTED,
              "tool_config",
              "includeServerSideToolInvocations: Google demands it for functions beside its own"
                  + " tools"));
    }
    return config;
  }

  private void withoutFunctions() {
    if (request.toolChoice() != null && !request.extras().containsKey("tools")) {
      dropped("tool_choice", "there are no functions to choose from");
    }
  }

  private Map<String, Object> calling() {
    ToolChoice choice = request.toolChoice();
    boolean strict = request.tools().stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()));
    if (choice == null || choice.mode() == ToolChoice.Mode.AUTO) {
      if (strict && model.validatesCalls()) {
        return Map.of("mode", "VALIDATED");
      }
      if (strict) {
        dropped("tools.strict", "the model cannot be held to a schema while it may choose");
      }
      return choice == null ? Map.of() : Map.of("mode", "AUTO");
    }
    return switch (choice.mode()) {
      case NONE -> Map.of("mode", "NONE");
      case NAMED -> {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("mode", "ANY");
        named.put("allowedFunctionNames", List.of(names.toWire(String.valueOf(choice.name()))));
        yield named;
      }
      default -> Map.of("mode", "ANY");
    };
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
