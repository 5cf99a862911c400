package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.anthropic.AnthropicTurn.Block;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes a chat request in the form of the Messages API.
 *
 * <p>Everything that is changed on the way is reported; extras are written as they are, after all
 * else. Source: Anthropic's reference of the Messages API.
 */
final class AnthropicChatWriter {
  private static final String OBJECT_ONLY =
      "Answer with exactly one JSON object, without any text or code fence around it.";

  private final ChatRequest request;
  private final String model;
  private final boolean streamed;
  private final int defaultMaxTokens;
  private final Consumer<Adjustment> adjusted;
  private final AnthropicConversation conversation;
  private final AnthropicThinking thinking;
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
      int defaultMaxTokens,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.streamed = streamed;
    this.defaultMaxTokens = defaultMaxTokens;
    this.adjusted = adjusted;
    this.conversation = new AnthropicConversation(request.messages(), adjusted);
    this.thinking = thinking();
  }

  /**
   * Writes the request; once only.
   *
   * @throws InvalidRequestException if an extra repeats a field, or a tool is not in order
   */
  void write(JsonWriter json) throws IOException {
    json.beginObject();
    field(json, "model").value(model);
    maxTokens(json);
    system(json);
    field(json, "messages").beginArray();
    for (AnthropicTurn turn : conversation.turns()) {
      turn.write(json);
    }
    json.endArray();
    new AnthropicSampling(request, model, thinking, adjusted).write(json, written);
    new AnthropicTools(request, thinking, adjusted).write(json, written);
    outputConfig(json);
    endUser(json);
    if (streamed) {
      field(json, "stream").value(true);
    }
    extras(json);
    json.endObject();
  }

  private void maxTokens(JsonWriter json) throws IOException {
    Integer asked = request.maxTokens();
    if (asked != null) {
      field(json, "max_tokens").value(asked);
      return;
    }
    long tokens = defaultMaxTokens + thinking.budget();
    field(json, "max_tokens").value(tokens);
    adjusted.accept(
        new Adjustment(Kind.DEFAULTED, "max_tokens", tokens + ": Anthropic demands a limit"));
  }

  private void system(JsonWriter json) throws IOException {
    boolean object =
        request.responseFormat() != null
            && request.responseFormat().type() == ResponseFormat.Type.JSON_OBJECT;
    if (conversation.system().isEmpty() && !object) {
      return;
    }
    field(json, "system").beginArray();
    for (Block block : conversation.system()) {
      block.body().write(json);
    }
    if (object) {
      AnthropicBlocks.text(OBJECT_ONLY, null).body().write(json);
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              "response_format",
              "json_object became an instruction: Anthropic only enforces a json_schema"));
    }
    json.endArray();
  }

  private void outputConfig(JsonWriter json) throws IOException {
    String effort = AnthropicEffort.of(request.reasoningEffort(), model, adjusted);
    ResponseFormat format = request.responseFormat();
    RawJson schema = format == null ? null : format.schema();
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

  private void endUser(JsonWriter json) throws IOException {
    String user = request.endUser();
    if (user == null) {
      return;
    }
    if (AnthropicUserId.identifies(user)) {
      dropped("user", "looks like an e-mail address or phone number, which Anthropic forbids");
      return;
    }
    field(json, "metadata").beginObject().name("user_id").value(user).endObject();
  }

  private void extras(JsonWriter json) throws IOException {
    for (Map.Entry<String, RawJson> extra : request.extras().entrySet()) {
      String name = extra.getKey();
      if (written.contains(name) || name.equals("stream")) {
        throw new InvalidRequestException(
            name, "is set by the request already: leave out the extra of that name");
      }
      if (!name.equals(AnthropicThinking.FIELD) || thinking.kept()) {
        json.name(name);
        extra.getValue().write(json);
      }
    }
  }

  private JsonWriter field(JsonWriter json, String name) throws IOException {
    written.add(name);
    return json.name(name);
  }

  /** Thinking by budget needs it from the start of a turn with tools: else the API answers 400. */
  private AnthropicThinking thinking() {
    AnthropicThinking asked = AnthropicThinking.of(request.extras().get(AnthropicThinking.FIELD));
    if (!asked.byBudget()) {
      return asked;
    }
    conversation.turns().stream()
        .filter(AnthropicTurn::assistant)
        .forEach(AnthropicTurn::beginWithThinking);
    AnthropicTurn last = conversation.lastOfAssistant();
    if (last == null || !last.callsToolsUnthinkingly()) {
      return asked;
    }
    dropped(
        AnthropicThinking.FIELD,
        "the last tool calls have no signed thinking before them, which Anthropic demands");
    return AnthropicThinking.DROPPED;
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
