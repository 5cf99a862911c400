package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a chat request in OpenAI's form. One instance writes one request. */
final class OpenAiChatWriter {
  private final JsonWriter json;
  private final WireFlavor flavor;
  private final OpenAiMessageWriter messages;

  /**
   * @param json where to
   * @param adjusted told of everything that is changed
   */
  OpenAiChatWriter(JsonWriter json, WireFlavor flavor, Consumer<Adjustment> adjusted) {
    this.json = json;
    this.flavor = flavor;
    this.messages = new OpenAiMessageWriter(json, flavor, adjusted);
  }

  /**
   * @param model as OpenAI names it
   * @throws InvalidRequestException if an extra names a field that is already set
   */
  void write(ChatRequest request, String model, boolean streamed) {
    requireNoRepetition(request);
    try {
      json.beginObject();
      json.name("model").value(model);
      json.name("messages");
      messages.write(request.messages());
      if (streamed) {
        json.name("stream").value(true);
        json.name("stream_options").beginObject().name("include_usage").value(true).endObject();
      }
      sampling(request);
      tools(request);
      responseFormat(request.responseFormat());
      for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
        json.name(extra.getKey());
        extra.getValue().write(json);
      }
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory does not fail", e);
    }
  }

  private static void requireNoRepetition(ChatRequest request) {
    for (String name : request.extras().keySet()) {
      if (isSet(request, name)) {
        throw new InvalidRequestException(
            name, "is given as an extra, but the request sets it already: give it once");
      }
    }
  }

  private static boolean isSet(ChatRequest request, String name) {
    return switch (name) {
      case "model", "messages", "stream", "stream_options" -> true;
      case "max_tokens", "max_completion_tokens" -> request.maxTokens() != null;
      case "temperature" -> request.temperature() != null;
      case "top_p" -> request.topP() != null;
      case "frequency_penalty" -> request.frequencyPenalty() != null;
      case "presence_penalty" -> request.presencePenalty() != null;
      case "n" -> request.choices() != null;
      case "seed" -> request.seed() != null;
      case "stop" -> !request.stop().isEmpty();
      case "user" -> request.endUser() != null;
      case "reasoning_effort" -> request.reasoningEffort() != null;
      case "tools" -> !request.tools().isEmpty();
      case "tool_choice" -> request.toolChoice() != null;
      case "parallel_tool_calls" -> request.parallelToolCalls() != null;
      case "response_format" -> request.responseFormat() != null;
      default -> false;
    };
  }

  private void sampling(ChatRequest request) throws IOException {
    number(flavor.maxTokensField(), request.maxTokens());
    number("temperature", request.temperature());
    number("top_p", request.topP());
    number("frequency_penalty", request.frequencyPenalty());
    number("presence_penalty", request.presencePenalty());
    number("n", request.choices());
    number("seed", request.seed());
    if (!request.stop().isEmpty()) {
      json.name("stop").beginArray();
      for (String stop : request.stop()) {
        json.value(stop);
      }
      json.endArray();
    }
    text("reasoning_effort", request.reasoningEffort());
    text("user", request.endUser());
  }

  private void tools(ChatRequest request) throws IOException {
    List<ToolDefinition> tools = request.tools();
    if (!tools.isEmpty()) {
      json.name("tools").beginArray();
      for (ToolDefinition tool : tools) {
        tool(tool);
      }
      json.endArray();
    }
    ToolChoice choice = request.toolChoice();
    if (choice != null) {
      json.name("tool_choice");
      toolChoice(choice);
    }
    Boolean parallel = request.parallelToolCalls();
    if (parallel != null) {
      json.name("parallel_tool_calls").value(parallel);
    }
  }

  private void tool(ToolDefinition tool) throws IOException {
    json.beginObject().name("type").value("function").name("function").beginObject();
    json.name("name").value(tool.name());
    text("description", tool.description());
    json.name("parameters");
    tool.parameters().write(json);
    bool("strict", tool.strict());
    json.endObject().endObject();
  }

  private void toolChoice(ToolChoice choice) throws IOException {
    if (choice.mode() != ToolChoice.Mode.NAMED) {
      json.value(choice.mode().name().toLowerCase(Locale.ROOT));
      return;
    }
    json.beginObject().name("type").value("function").name("function").beginObject();
    json.name("name").value(choice.name());
    json.endObject().endObject();
  }

  private void responseFormat(@Nullable ResponseFormat format) throws IOException {
    if (format == null) {
      return;
    }
    json.name("response_format").beginObject();
    json.name("type").value(format.type().name().toLowerCase(Locale.ROOT));
    RawJson schema = format.schema();
    if (schema != null) {
      json.name("json_schema").beginObject().name("name").value(format.name());
      json.name("schema");
      schema.write(json);
      bool("strict", format.strict());
      json.endObject();
    }
    json.endObject();
  }

  private void number(String name, @Nullable Number value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  private void text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  private void bool(String name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
  }
}
