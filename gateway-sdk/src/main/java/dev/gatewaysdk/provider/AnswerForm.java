package dev.gatewaysdk.provider;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the answer gets the form that the request wants, from hosts that hold only some models to a
 * schema.
 *
 * <p>Where the host does not, or does not know all that is in the schema, the model is made to call
 * a tool with the schema as its parameters, whose arguments are the answer; where it cannot be made
 * to, and for any JSON object, it is asked in words.
 *
 * @param schema that the host holds the answer to; null if it does not
 * @param name of the schema, or of the tool whose arguments are the answer; empty if there is
 *     neither
 * @param toolSchema of the tool's parameters; null if there is no tool
 * @param wrapped whether the answer is the field {@value #VALUE} of the arguments
 * @param words an instruction; null if there is none
 */
public record AnswerForm(
    @Nullable RawJson schema,
    String name,
    @Nullable RawJson toolSchema,
    boolean wrapped,
    @Nullable String words) {
  private static final AnswerForm FREE = new AnswerForm(null, "", null, false, null);

  /** The only parameter of the tool, if the answer is not an object. */
  private static final String VALUE = "value";

  private static final String FORMAT = "response_format";
  private static final String ONLY = ", without any text or code fence around it";

  /**
   * What can be done for a model.
   *
   * @param host for messages
   * @param takesSchemas whether the host holds the model to a schema
   * @param takesForcedTools whether the model can be made to call a tool here
   */
  public record Means(String host, boolean takesSchemas, boolean takesForcedTools) {}

  /**
   * The form of a request's answer.
   *
   * @param names in which the tool gets a name of its own
   * @param adjusted told of what stands for the schema
   */
  public static AnswerForm of(
      ChatRequest request, Means means, ToolNames names, Consumer<Adjustment> adjusted) {
    ResponseFormat format = request.responseFormat();
    if (format == null || format.type() == ResponseFormat.Type.TEXT) {
      return FREE;
    }
    RawJson schema = format.schema();
    if (schema == null) {
      return words(
          "Answer with exactly one JSON object" + ONLY + ".",
          "json_object became an instruction: " + means.host() + " only enforces a json_schema",
          adjusted);
    }
    String name = names.free(format.name() == null ? "answer" : format.name());
    RawJson fitted = means.takesSchemas() ? ClosedSchema.fitted(schema) : null;
    if (fitted != null) {
      if (!fitted.equals(schema)) {
        adjusted.accept(
            new Adjustment(
                Kind.EMULATED, FORMAT, "objects closed, bounds moved into the descriptions"));
      }
      return new AnswerForm(fitted, name, null, false, null);
    }
    if (!means.takesForcedTools() || !leavesTheChoice(request)) {
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
    return new AnswerForm(null, name, object ? schema : wrapped(schema), !object, null);
  }

  /** Whether a call of that tool is the answer. */
  public boolean isAnswer(@Nullable String tool) {
    return toolSchema != null && name.equals(tool);
  }

  /** The answer in those arguments; all of them, if the model did not wrap it or was cut off. */
  public static String unwrapped(String arguments) {
    try {
      RawJson json = RawJson.parse(arguments);
      if (json.isObject() && json.toMap().containsKey(VALUE)) {
        return RawJson.of(json.toMap().get(VALUE)).text();
      }
    } catch (IllegalArgumentException e) {
      // Broken off at the limit on tokens; what is there is said.
    }
    return arguments;
  }

  private static RawJson wrapped(RawJson schema) {
    return RawJson.parse(
        "{\"type\":\"object\",\"properties\":{\"value\":"
            + schema.text()
            + "},\"required\":[\"value\"]}");
  }

  private static AnswerForm words(String words, String detail, Consumer<Adjustment> adjusted) {
    adjusted.accept(new Adjustment(Kind.EMULATED, FORMAT, detail));
    return new AnswerForm(null, "", null, false, words);
  }

  private static boolean leavesTheChoice(ChatRequest request) {
    ToolChoice choice = request.toolChoice();
    return choice == null || choice.mode() == ToolChoice.Mode.AUTO;
  }
}
