package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a whole answer as OpenAI's {@code chat.completion}. */
final class CompletionWriter {
  private static final Set<String> OWN =
      Set.of("id", "object", "created", "model", "choices", "usage", "error");

  private CompletionWriter() {}

  /**
   * @param created seconds since 1970
   */
  static JsonBody of(ChatResponse response, ChatQuestion question, long created) {
    return json -> {
      json.beginObject();
      head(json, id(response), "chat.completion", created, model(response, question));
      json.name("choices").beginArray();
      for (int i = 0; i < response.choices().size(); i++) {
        choice(json, i, response.choices().get(i), question, made(response));
      }
      json.endArray();
      TokenUsage usage = response.usage();
      if (usage != null) {
        UsageWriter.write(json.name("usage"), usage, response.rawUsage());
      }
      for (Map.Entry<String, RawJson> field : response.extras().entrySet()) {
        if (isFree(field.getKey())) {
          field.getValue().write(json.name(field.getKey()));
        }
      }
      json.endObject();
    };
  }

  /** What every object of an answer begins with. */
  static void head(JsonWriter json, String id, String object, long created, String model)
      throws IOException {
    json.name("id").value(id).name("object").value(object);
    json.name("created").value(created).name("model").value(model);
  }

  /** The provider's id, or one made of the call's. */
  static String id(ChatResponse response) {
    String id = response.id();
    return id == null || id.isEmpty() ? "chatcmpl-" + response.requestId() : id;
  }

  /** The model that answered, as far as it is known. */
  static String model(ChatResponse response, ChatQuestion question) {
    String model = response.model();
    if (model != null && !model.isEmpty()) {
      return model;
    }
    return response.target() == null ? question.request().model() : response.target().model();
  }

  /** What ids of tool calls begin with where the provider gave none. */
  static String made(ChatResponse response) {
    return "call_" + response.requestId();
  }

  /** Whether a further field of the provider's answer may have that name. */
  static boolean isFree(String field) {
    return !OWN.contains(field);
  }

  private static void choice(
      JsonWriter json, int index, ChatChoice choice, ChatQuestion question, String made)
      throws IOException {
    json.beginObject().name("index").value(index).name("message");
    MessageWriter.write(json, choice.message().parts(), question.legacyFunctions(), made);
    json.name("logprobs");
    MessageWriter.logprobs(json, choice.logprobs());
    List<ToolCall> calls = choice.message().toolCalls();
    String raw = choice.rawFinishReason();
    String word = FinishReasons.word(choice.finishReason(), raw, question.legacyFunctions(), calls);
    json.name("finish_reason").value(word);
    if (raw != null && !raw.equals(word)) {
      json.name("native_finish_reason").value(raw);
    }
    json.endObject();
  }
}
