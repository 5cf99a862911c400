package dev.gatewaysdk.provider.anthropic;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ClosedSchema;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the answer gets the form that the request wants.
 *
 * <p>From 4.5 on models are held to a schema by the API, if it knows all that is in it. Otherwise
 * they are made to call a tool with the schema as its parameters, whose arguments are the answer;
 * where they cannot be made to, and for any JSON object, they are asked in words.
 *
 * @param schema that the API holds the answer to; null if it does not
 * @param tool whose arguments are the answer; null if there is none
 * @param toolSchema of the tool's parameters; null if there is none
 * @param wrapped whether the answer is the field {@value #VALUE} of the arguments
 * @param words an instruction; null if there is none
 */
record AnthropicAnswerForm(
    @Nullable RawJson schema,
    @Nullable String tool,
    @Nullable RawJson toolSchema,
    boolean wrapped,
    @Nullable String words) {
  /** The only parameter of the tool, if the answer is not an object. */
  static final String VALUE = "value";

  static final AnthropicAnswerForm FREE = new AnthropicAnswerForm(null, null, null, false, null);

  private static final String FORMAT = "response_format";
  private static final String ONLY = ", without any text or code fence around it";

  static AnthropicAnswerForm of(
      ChatRequest request,
      AnthropicModels model,
      AnthropicThinking thinking,
      ToolNames names,
      Consumer<Adjustment> adjusted) {
    ResponseFormat format = request.responseFormat();
    if (format == null || format.type() == ResponseFormat.Type.TEXT) {
      return FREE;
    }
    RawJson schema = format.schema();
    if (schema == null) {
      return words(
          "Answer with exactly one JSON object" + ONLY + ".",
          "json_object became an instruction: Anthropic only enforces a json_schema",
          adjusted);
    }
    RawJson fitted = model.takesSchemas() ? ClosedSchema.fitted(schema) : null;
    if (fitted != null) {
      if (!fitted.equals(schema)) {
        adjusted.accept(
            new Adjustment(
                Kind.EMULATED, FORMAT, "objects closed, bounds moved into the descriptions"));
      }
      return new AnthropicAnswerForm(fitted, null, null, false, null);
    }
    if (thinking.on() || !model.takesForcedTools() || !leavesTheChoice(request)) {
      return words(
          "Answer with exactly one JSON value"
              + ONLY
              + ", that matches this JSON Schema:\n"
              + schema.text(),
          "the schema became an instruction: the model cannot be held to it here",
          adjusted);
    }
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED, FORMAT, "a tool that must be called: its arguments are the answer"));
    boolean object = schema.isObject() && "object".equals(schema.toMap().get("type"));
    RawJson parameters =
        object
            ? schema
            : RawJson.parse(
                "{\"type\":\"object\",\"properties\":{\"value\":"
                    + schema.text()
                    + "},\"required\":[\"value\"]}");
    String name = format.name() == null ? "answer" : format.name();
    return new AnthropicAnswerForm(null, names.free(name), parameters, !object, null);
  }

  private static AnthropicAnswerForm words(
      String words, String detail, Consumer<Adjustment> adjusted) {
    adjusted.accept(new Adjustment(Kind.EMULATED, FORMAT, detail));
    return new AnthropicAnswerForm(null, null, null, false, words);
  }

  private static boolean leavesTheChoice(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    return choice == null || choice.mode() == ToolChoice.Mode.AUTO;
  }
}
