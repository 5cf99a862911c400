package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a chat request in the form of the Messages API.
 *
 * <p>Everything that is changed on the way is reported. Tools, instructions and messages stand in
 * the order in which Anthropic reads and caches them; extras come after all else. Source:
 * Anthropic's reference of the Messages API.
 */
final class AnthropicChatWriter {
  private final ChatRequest request;
  private final String model;
  private final boolean streamed;
  private final AnthropicMaxTokens maxTokens;
  private final Consumer<Adjustment> adjusted;
  private final AnthropicModels abilities;
  private final ToolNames names;
  private final AnthropicConversation conversation;
  private final AnthropicThinking thinking;
  private final AnswerForm form;
  private final AnthropicTools tools;
  private final AnthropicCacheMarks marks = new AnthropicCacheMarks();
  private final Set<String> written = new HashSet<>();

  /**
   * @param model as the provider names it
   * @param adjusted told of everything that is changed
   * @throws InvalidRequestException if Anthropic is sure to refuse the messages
   */
  AnthropicChatWriter(
      ChatRequest request,
      String model,
      boolean streamed,
      AnthropicMaxTokens maxTokens,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.streamed = streamed;
    this.maxTokens = maxTokens;
    this.adjusted = adjusted;
    this.abilities = AnthropicModels.of(model);
    this.names = AnthropicToolNames.of(request, adjusted);
    this.conversation =
        new AnthropicConversation(request.messages(), abilities, names, marks, adjusted);
    this.thinking = AnthropicThinking.of(request, abilities, conversation, adjusted);
    this.form =
        AnswerForm.of(
            request,
            new AnswerForm.Means(
                "Anthropic",
                abilities.takesSchemas(),
                abilities.takesForcedTools() && !thinking.on()),
            names,
            adjusted);
    this.tools = new AnthropicTools(request, abilities, thinking, form, names, marks, adjusted);
  }

  /** Reads the answer to what this writes. */
  AnthropicReplyReader reader() {
    return new AnthropicReplyReader(names, form);
  }

  /**
   * Writes the request; once only.
   *
   * @throws InvalidRequestException if an extra repeats a field, or a tool is not in order
   */
  void write(JsonWriter json) throws IOException {
    marks.report(adjusted);
    json.beginObject();
    field(json, "model").value(model);
    maxTokens(json);
    tools.write(json, written);
    system(json);
    field(json, "messages").beginArray();
    for (AnthropicTurn turn : conversation.turns()) {
      turn.write(json, marks);
    }
    json.endArray();
    new AnthropicSampling(request, abilities, thinking, adjusted).write(json, written);
    RawJson think = thinking.json();
    if (think != null) {
      field(json, AnthropicThinking.FIELD);
      think.write(json);
    }
    outputConfig(json);
    if (streamed) {
      field(json, "stream").value(true);
    }
    new AnthropicExtras(request, adjusted).write(json, written);
    json.endObject();
  }

  private void maxTokens(JsonWriter json) throws IOException {
    Integer asked = request.maxTokens();
    if (asked != null) {
      field(json, "max_tokens").value(asked);
      return;
    }
    long tokens = maxTokens.of(abilities, streamed, thinking.budget());
    field(json, "max_tokens").value(tokens);
    adjusted.accept(
        new Adjustment(Kind.DEFAULTED, "max_tokens", tokens + ": Anthropic demands a limit"));
  }

  private void system(JsonWriter json) throws IOException {
    String words = form.words();
    if (conversation.system().isEmpty() && words == null) {
      return;
    }
    field(json, "system").beginArray();
    for (WireBlock block : conversation.system()) {
      block.write(json, marks);
    }
    if (words != null) {
      AnthropicBlocks.text(words, null, null).write(json, marks);
    }
    json.endArray();
  }

  private void outputConfig(JsonWriter json) throws IOException {
    String effort = thinking.effort();
    RawJson schema = form.schema();
    if (effort == null && schema == null) {
      return;
    }
    field(json, "output_config").beginObject();
    if (effort != null) {
      json.name("effort").value(effort);
    }
    if (schema != null) {
      json.name("format").beginObject().name("type").value("json_schema").name("schema");
      schema.write(json);
      json.endObject();
    }
    json.endObject();
  }

  private JsonWriter field(JsonWriter json, String name) throws IOException {
    written.add(name);
    return json.name(name);
  }
}
