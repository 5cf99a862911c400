package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.provider.AnswerWords;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a host is asked for the form of an answer: in its field where it has one, else in words. A
 * schema that a host cannot hold an answer to becomes JSON of any kind and an instruction.
 *
 * @param field what stands in {@code response_format}; null for nothing
 * @param words an instruction; null for none
 */
record OpenAiAnswerForm(@Nullable ResponseFormat field, @Nullable String words) {
  private static final String FORMAT = "response_format";

  /** Groq's models that take schemas; others refuse (console.groq.com/docs/structured-outputs). */
  private static final List<String> GROQ_WITH_SCHEMAS = List.of("gpt-oss", "llama-4", "kimi-k2");

  /** OpenAI's models before schemas (platform.openai.com/docs/guides/structured-outputs). */
  private static final List<String> BEFORE_SCHEMAS =
      List.of("gpt-3.5", "gpt-4-", "gpt-4o-2024-05-13", "chatgpt-4o");

  /** And those before JSON of any kind. */
  private static final Set<String> BEFORE_JSON =
      Set.of("gpt-4", "gpt-4-0314", "gpt-4-0613", "gpt-4-32k", "gpt-4-32k-0314", "gpt-4-32k-0613");

  static OpenAiAnswerForm of(
      ChatRequest request, WireFlavor flavor, String model, boolean streamed, Losses losses) {
    ResponseFormat format = request.responseFormat();
    if (format == null || format.type() == ResponseFormat.Type.TEXT) {
      return new OpenAiAnswerForm(format, null);
    }
    boolean tools = !request.tools().isEmpty() || !request.providerTools().isEmpty();
    if (tools && !flavor.has(Trait.FORM_BESIDE_TOOLS)) {
      losses.emulated(FORMAT, "an instruction: the host holds no answer to a form beside tools");
      return new OpenAiAnswerForm(null, AnswerWords.of(format));
    }
    if (format.schema() == null) {
      if (takesJson(flavor, model)) {
        return new OpenAiAnswerForm(format, null);
      }
      losses.emulated(FORMAT, "an instruction: the host or model knows no json_object");
      return new OpenAiAnswerForm(null, AnswerWords.of(format));
    }
    boolean streamedByGroq = streamed && flavor.isGroq(); // Which then refuses any form.
    if (takesSchemas(flavor, model) && !streamedByGroq) {
      return new OpenAiAnswerForm(format, null);
    }
    losses.emulated(FORMAT, "an instruction: the host or model cannot be held to a schema");
    boolean json = takesJson(flavor, model) && isObject(format) && !streamedByGroq;
    return new OpenAiAnswerForm(json ? ResponseFormat.JSON_OBJECT : null, AnswerWords.of(format));
  }

  /** The messages with the instruction after those that are there already. */
  List<ChatMessage> in(List<ChatMessage> messages) {
    if (words == null) {
      return messages;
    }
    int at = 0;
    while (at < messages.size() && isInstruction(messages.get(at).role())) {
      at++;
    }
    List<ChatMessage> all = new ArrayList<>(messages);
    all.add(at, ChatMessage.system(words));
    return all;
  }

  static boolean isInstruction(Role role) {
    return role == Role.SYSTEM || role == Role.DEVELOPER;
  }

  private static boolean takesSchemas(WireFlavor flavor, String model) {
    String name = model.toLowerCase(Locale.ROOT);
    if (!flavor.has(Trait.JSON_SCHEMA)) {
      return false;
    }
    if (flavor.isOpenAi()) {
      return takesJson(flavor, model) && BEFORE_SCHEMAS.stream().noneMatch(name::startsWith);
    }
    return !flavor.isGroq() || GROQ_WITH_SCHEMAS.stream().anyMatch(name::contains);
  }

  private static boolean takesJson(WireFlavor flavor, String model) {
    return flavor.has(Trait.JSON_OBJECT) && !(flavor.isOpenAi() && BEFORE_JSON.contains(model));
  }

  /** A list, say, is no JSON object, so it must not be asked for one. */
  private static boolean isObject(ResponseFormat format) {
    return format.schema() != null
        && format.schema().toJava() instanceof Map<?, ?> schema
        && ("object".equals(schema.get("type")) || !schema.containsKey("type"));
  }
}
