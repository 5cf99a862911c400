package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat request in the form of Converse.
 *
 * <p>Everything that is changed on the way is reported; extras come after all else. Source: AWS's
 * reference of Converse.
 */
final class ConverseWriter {
  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;
  private final ConverseModels model;
  private final ConverseCachePoints cachePoints;
  private final ToolNames names;
  private final ConverseTools tools;
  private final ConverseConversation conversation;
  private final Map<String, @Nullable Object> additional;
  private final ConverseThinking thinking;
  private final AnswerForm form;
  private final Set<String> written = new HashSet<>();

  /**
   * @param model an id or an ARN
   * @param adjusted told of everything that is changed
   * @throws InvalidRequestException if Converse is sure to refuse the messages
   */
  ConverseWriter(ChatRequest request, String model, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
    this.model = ConverseModels.of(model);
    this.cachePoints = new ConverseCachePoints(this.model);
    this.names = ConverseToolNames.of(request, adjusted);
    this.tools = new ConverseTools(request, this.model, names, cachePoints, adjusted);
    this.conversation = new ConverseConversation(request.messages(), names, cachePoints, adjusted);
    this.additional = new LinkedHashMap<>(ConverseThinking.told(request));
    this.thinking = ConverseThinking.of(request, additional, this.model, conversation, adjusted);
    this.form =
        AnswerForm.of(
            request,
            new AnswerForm.Means(
                "Converse",
                this.model.takesSchemas(),
                this.model.takesForcedTools() && !thinking.on()),
            names,
            adjusted);
  }

  /** Reads the answer to what this writes. */
  ConverseReplyReader reader() {
    return new ConverseReplyReader(names, form);
  }

  /**
   * Writes the request; once only.
   *
   * @throws InvalidRequestException if an extra repeats a field, or a tool is not in order
   */
  void write(JsonWriter json) throws IOException {
    cachePoints.report(adjusted);
    json.beginObject();
    field(json, "messages").beginArray();
    for (ConverseTurn turn : conversation.turns()) {
      turn.write(json);
    }
    json.endArray();
    system(json);
    ConverseInference inference = new ConverseInference(request, model, thinking, adjusted);
    inference.write(json, written);
    tools.write(json, thinking, form, conversation.hasTools(), written);
    outputConfig(json);
    thinking.fields().forEach(additional::putIfAbsent);
    inference.additional().forEach(additional::putIfAbsent);
    if (!additional.isEmpty()) {
      field(json, ConverseExtras.ADDITIONAL);
      RawJson.of(additional).write(json);
    }
    new ConverseExtras(request, adjusted).write(json, written);
    json.endObject();
  }

  private void system(JsonWriter json) throws IOException {
    List<ConverseBlock> system = conversation.system();
    String words = form.words();
    if (system.isEmpty() && words == null) {
      return;
    }
    field(json, "system").beginArray();
    for (ConverseBlock block : system) {
      block.body().write(json);
    }
    if (words != null) {
      ConverseBlock.text(words).body().write(json);
    }
    json.endArray();
  }

  private void outputConfig(JsonWriter json) throws IOException {
    RawJson schema = form.schema();
    if (schema == null) {
      return;
    }
    field(json, "outputConfig").beginObject().name("textFormat").beginObject();
    json.name("type").value("json_schema").name("structure").beginObject();
    json.name("jsonSchema").beginObject().name("name").value(form.name());
    json.name("schema").value(schema.text());
    json.endObject().endObject().endObject().endObject();
  }

  private JsonWriter field(JsonWriter json, String name) throws IOException {
    written.add(name);
    return json.name(name);
  }
}
