package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolChoice.Mode;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes the tools on offer, and whether the model may or must call them. Cohere can be told that
 * some tool must be called, but not which: then only that one is on offer.
 */
final class CohereTools {
  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;

  CohereTools(ChatRequest request, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
  }

  /**
   * @param written gets the names of the fields
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    List<ToolDefinition> tools = onOffer();
    List<ProviderTool> own =
        request.providerTools().stream()
            .filter(tool -> tool.format().equals(CohereFormat.NAME))
            .toList();
    if (own.size() < request.providerTools().size()) {
      adjusted(Kind.DROPPED, "tools", "those of other providers");
    }
    if (Boolean.FALSE.equals(request.parallelToolCalls()) && !tools.isEmpty()) {
      adjusted(Kind.DROPPED, "parallel_tool_calls", "Cohere has no such setting");
    }
    if (!tools.isEmpty() || !own.isEmpty()) {
      written.add("tools");
      json.name("tools").beginArray();
      for (ToolDefinition tool : tools) {
        tool(json, tool);
      }
      for (ProviderTool tool : own) {
        tool.json().write(json);
      }
      json.endArray();
      strict(json, tools, written);
    }
    choice(json, written);
  }

  private List<ToolDefinition> onOffer() {
    ToolChoice choice = request.toolChoice();
    if (choice == null || choice.mode() != Mode.NAMED) {
      return request.tools();
    }
    adjusted(
        Kind.EMULATED, "tool_choice", "REQUIRED, with only that tool on offer: Cohere names none");
    return request.tools().stream().filter(tool -> tool.name().equals(choice.name())).toList();
  }

  private static void tool(JsonWriter json, ToolDefinition tool) throws IOException {
    json.beginObject().name("type").value("function").name("function").beginObject();
    json.name("name").value(tool.name());
    if (tool.description() != null) {
      json.name("description").value(tool.description());
    }
    json.name("parameters");
    tool.parameters().write(json);
    json.endObject().endObject();
  }

  /** It holds for all tools or none. */
  private void strict(JsonWriter json, List<ToolDefinition> tools, Set<String> written)
      throws IOException {
    long strict = tools.stream().filter(tool -> Boolean.TRUE.equals(tool.strict())).count();
    if (strict == 0) {
      return;
    }
    if (strict < tools.size()) {
      adjusted(Kind.EMULATED, "tools.strict", "for all tools: Cohere holds all of them or none");
    }
    written.add("strict_tools");
    json.name("strict_tools").value(true);
  }

  private void choice(JsonWriter json, Set<String> written) throws IOException {
    ToolChoice choice = request.toolChoice();
    if (choice == null || choice.mode() == Mode.AUTO) {
      return; // The default, for which there is no word.
    }
    if (!written.contains("tools") && !request.extras().containsKey("tools")) {
      if (choice.mode() != Mode.NONE) {
        adjusted(Kind.DROPPED, "tool_choice", "there are no tools to choose from");
      }
      return;
    }
    written.add("tool_choice");
    json.name("tool_choice").value(choice.mode() == Mode.NONE ? "NONE" : "REQUIRED");
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
