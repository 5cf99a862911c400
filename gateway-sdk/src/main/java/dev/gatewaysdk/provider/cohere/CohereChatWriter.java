package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerWords;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat request in the form of Cohere's version 2.
 *
 * <p>Everything that is changed on the way is reported; extras come after all else. Source:
 * Cohere's reference of Chat and its pages on structured outputs and tool use.
 */
final class CohereChatWriter {
  private static final String DOCUMENTS = "documents";

  private final ChatRequest request;
  private final String model;
  private final boolean streamed;
  private final Consumer<Adjustment> adjusted;
  private final CohereConversation conversation;
  private final Set<String> written = new HashSet<>();

  /**
   * @param adjusted told of everything that is changed
   * @throws InvalidRequestException if Cohere is sure to refuse the messages
   */
  CohereChatWriter(
      ChatRequest request, String model, boolean streamed, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.streamed = streamed;
    this.adjusted = adjusted;
    this.conversation = new CohereConversation(request.messages(), words(), adjusted);
  }

  /**
   * Writes the request; once only.
   *
   * @throws InvalidRequestException if an extra repeats a field
   */
  void write(JsonWriter json) throws IOException {
    json.beginObject();
    field(json, "model").value(model);
    field(json, "messages");
    conversation.write(json);
    field(json, "stream").value(streamed);
    documents(json);
    new CohereTools(request, adjusted).write(json, written);
    responseFormat(json);
    new CohereSampling(request, adjusted).write(json, written);
    thinking(json);
    new CohereExtras(request, adjusted).write(json, written);
    json.endObject();
  }

  private void documents(JsonWriter json) throws IOException {
    List<RawJson> documents = conversation.documents();
    if (documents.isEmpty()) {
      return;
    }
    field(json, DOCUMENTS).beginArray();
    for (RawJson document : documents) {
      document.write(json);
    }
    json.endArray();
  }

  private void responseFormat(JsonWriter json) throws IOException {
    ResponseFormat format = request.responseFormat();
    if (format == null || format.type() == ResponseFormat.Type.TEXT || words() != null) {
      return;
    }
    field(json, "response_format").beginObject().name("type").value("json_object");
    if (format.schema() != null) {
      json.name("json_schema");
      format.schema().write(json);
    }
    json.endObject();
  }

  /** An instruction for the form of the answer, which Cohere does not hold beside tools. */
  private @Nullable String words() {
    ResponseFormat format = request.responseFormat();
    return format == null || format.type() == ResponseFormat.Type.TEXT || !isBesideOthers()
        ? null
        : AnswerWords.of(format);
  }

  /** Whether there are tools or documents, which files of text become. */
  private boolean isBesideOthers() {
    return !request.tools().isEmpty()
        || request.providerTools().stream()
            .anyMatch(tool -> tool.format().equals(CohereFormat.NAME))
        || request.extras().containsKey(DOCUMENTS)
        || request.extras().containsKey("tools")
        || request.messages().stream()
            .flatMap(message -> message.parts().stream())
            .anyMatch(ContentPart.File.class::isInstance);
  }

  private void thinking(JsonWriter json) throws IOException {
    RawJson thinking = CohereThinking.of(request, model, adjusted);
    if (thinking != null) {
      field(json, CohereThinking.FIELD);
      thinking.write(json);
    }
    if (words() != null) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              "response_format",
              "became an instruction: Cohere does not hold answers to a form beside tools or"
                  + " documents"));
    }
  }

  private JsonWriter field(JsonWriter json, String name) throws IOException {
    written.add(name);
    return json.name(name);
  }
}
