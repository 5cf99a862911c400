package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a chat request in OpenAI's form. One instance writes one request. */
final class OpenAiChatWriter {
  private final JsonWriter json;
  private final WireFlavor flavor;
  private final Losses losses;
  private final OpenAiPartWriter parts;
  private final OpenAiMessageWriter messages;
  private final OpenAiExtras extras;

  /**
   * @param json where to
   * @param adjusted told of everything that is changed
   */
  OpenAiChatWriter(JsonWriter json, WireFlavor flavor, Consumer<Adjustment> adjusted) {
    this.json = json;
    this.flavor = flavor;
    this.losses = new Losses(adjusted);
    this.parts = new OpenAiPartWriter(json, flavor, losses);
    this.messages = new OpenAiMessageWriter(json, flavor, losses, parts);
    this.extras = new OpenAiExtras(flavor, losses);
  }

  /**
   * @param model as OpenAI names it
   * @throws InvalidRequestException if an extra names a field that is already set
   * @throws UnsupportedRequestException if the host cannot do it, although another might
   */
  void write(ChatRequest request, String model, boolean streamed) {
    OpenAiExtras.requireNoRepetition(request);
    try {
      json.beginObject();
      json.name("model").value(model);
      json.name("messages");
      messages.write(request.messages());
      if (streamed) {
        json.name("stream").value(true);
        if (flavor.has(Trait.STREAM_OPTIONS)) {
          json.name("stream_options").beginObject();
          json.name("include_usage").value(true).endObject();
        }
      }
      sampling(request);
      tools(request);
      responseFormat(request.responseFormat());
      extras.write(json, request.extras());
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory does not fail", e);
    }
  }

  private void sampling(ChatRequest request) throws IOException {
    number(flavor.maxTokensField(), request.maxTokens());
    number("temperature", request.temperature());
    number("top_p", request.topP());
    optional(Trait.TOP_K, "top_k", request.topK());
    number("frequency_penalty", request.frequencyPenalty());
    number("presence_penalty", request.presencePenalty());
    choices(request.choices());
    number(flavor.has(Trait.MISTRAL_FORMS) ? "random_seed" : "seed", request.seed());
    optional(Trait.LOGPROBS, "logprobs", request.logprobs());
    optional(Trait.LOGPROBS, "top_logprobs", request.topLogprobs());
    if (!request.stop().isEmpty()) {
      json.name("stop").beginArray();
      for (String stop : request.stop()) {
        json.value(stop);
      }
      json.endArray();
    }
    text("reasoning_effort", request.reasoningEffort());
    optional(Trait.END_USER, "user", request.endUser());
  }

  private void choices(@Nullable Integer choices) throws IOException {
    if (choices != null && choices > 1 && !flavor.has(Trait.SEVERAL_CHOICES)) {
      throw new UnsupportedRequestException("n", "the host gives one answer only, not " + choices);
    }
    number("n", choices);
  }

  /** A setting that hosts without the trait would refuse. */
  private void optional(Trait trait, String name, @Nullable Object value) throws IOException {
    if (value == null) {
      return;
    }
    if (!flavor.has(trait)) {
      if (Boolean.FALSE.equals(value) || name.equals("top_logprobs") && value.equals(0)) {
        return; // Asks for what such a host does anyway.
      }
      losses.dropped(name, "the host does not take it");
      return;
    }
    json.name(name);
    if (value instanceof Number number) {
      json.value(number);
    } else if (value instanceof Boolean bool) {
      json.value(bool);
    } else {
      json.value(value.toString());
    }
  }

  private void tools(ChatRequest request) throws IOException {
    boolean any = toolArray(request);
    if (!any && !request.providerTools().isEmpty()) {
      return; // A choice among no tools would be refused.
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

  private boolean toolArray(ChatRequest request) throws IOException {
    boolean any = false;
    for (ToolDefinition tool : request.tools()) {
      any = beginTools(any);
      tool(tool);
    }
    for (ProviderTool tool : request.providerTools()) {
      if (flavor.takes(tool.format())) {
        any = beginTools(any);
        tool.json().write(json);
      } else {
        losses.dropped("tools", "a tool of another provider, " + tool.format());
      }
    }
    if (any) {
      json.endArray();
    }
    return any;
  }

  private boolean beginTools(boolean begun) throws IOException {
    if (!begun) {
      json.name("tools").beginArray();
    }
    return true;
  }

  private void tool(ToolDefinition tool) throws IOException {
    json.beginObject().name("type").value("function").name("function").beginObject();
    json.name("name").value(tool.name());
    text("description", tool.description());
    json.name("parameters");
    tool.parameters().write(json);
    bool("strict", tool.strict());
    json.endObject();
    parts.mark(tool.cacheMark());
    json.endObject();
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
      text("description", format.description());
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
