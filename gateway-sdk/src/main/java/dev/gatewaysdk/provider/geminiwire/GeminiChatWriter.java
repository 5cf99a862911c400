package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat request in the form of {@code generateContent}.
 *
 * <p>Everything that is changed on the way is reported; extras are written as they are, and what
 * they say of {@code generationConfig} and {@code toolConfig} is joined with the rest. Source:
 * Google's reference of the Gemini API and of Vertex AI.
 */
final class GeminiChatWriter {
  private final ChatRequest request;
  private final Consumer<Adjustment> adjusted;
  private final GeminiConversation conversation;
  private final GeminiConfig config;
  private final GeminiTools tools;
  private final Map<String, RawJson> extras;
  private final Set<String> written = new HashSet<>();

  /**
   * @param adjusted told of everything that is changed
   * @throws InvalidRequestException if Google is sure to refuse the request
   */
  GeminiChatWriter(
      ChatRequest request,
      GeminiModel model,
      GeminiFlavor flavor,
      ToolNames names,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.adjusted = adjusted;
    this.conversation = new GeminiConversation(request.messages(), model, flavor, names, adjusted);
    this.config = new GeminiConfig(request, model, adjusted);
    this.tools = new GeminiTools(request, model, flavor, names, adjusted);
    this.extras = GeminiExtras.of(request, flavor, adjusted);
  }

  /**
   * Writes the request; once only.
   *
   * @throws InvalidRequestException if an extra repeats a field, or a tool is not in order
   */
  void write(JsonWriter json) throws IOException {
    Map<String, @Nullable Object> generation = config.fields();
    json.beginObject();
    field(json, "contents").beginArray();
    for (GeminiTurn turn : conversation.turns()) {
      turn.write(json);
    }
    json.endArray();
    instructions(json);
    tools.write(json, written);
    object(json, GeminiExtras.TOOL_CONFIG, tools.config());
    object(json, GeminiExtras.CONFIG, generation);
    if (request.endUser() != null) {
      adjusted.accept(new Adjustment(Kind.DROPPED, "user", "Google takes no id of end users"));
    }
    extras(json);
    json.endObject();
  }

  private void instructions(JsonWriter json) throws IOException {
    List<String> instructions = conversation.instructions();
    String form = config.formInWords();
    if (instructions.isEmpty() && form == null) {
      return;
    }
    field(json, "systemInstruction").beginObject().name("parts").beginArray();
    for (String instruction : instructions) {
      json.beginObject().name("text").value(instruction).endObject();
    }
    if (form != null) {
      json.beginObject().name("text").value(form).endObject();
    }
    json.endArray().endObject();
  }

  /** An object of our own fields, and those of the extra of that name. */
  private void object(JsonWriter json, String name, Map<String, @Nullable Object> fields)
      throws IOException {
    RawJson extra = extras.get(name);
    if (extra != null) {
      join(name, fields, extra.toJava());
    }
    if (!fields.isEmpty()) {
      field(json, name);
      RawJson.of(fields).write(json);
    }
  }

  private static void join(
      String place, Map<String, @Nullable Object> fields, @Nullable Object extra) {
    if (!(extra instanceof Map<?, ?> more)) {
      throw new InvalidRequestException(place, "must be an object");
    }
    more.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          String inside = place + "." + name;
          if (!fields.containsKey(name)) {
            fields.put(name, value);
          } else if (fields.get(name) instanceof Map<?, ?> ours) {
            Map<String, @Nullable Object> joined = new LinkedHashMap<>();
            ours.forEach((ourKey, ourValue) -> joined.put(String.valueOf(ourKey), ourValue));
            join(inside, joined, value);
            fields.put(name, joined);
          } else {
            throw repeated(inside);
          }
        });
  }

  private void extras(JsonWriter json) throws IOException {
    for (Map.Entry<String, RawJson> extra : extras.entrySet()) {
      String name = extra.getKey();
      if (name.equals(GeminiExtras.CONFIG) || name.equals(GeminiExtras.TOOL_CONFIG)) {
        continue; // Joined with our own.
      }
      if (written.contains(name)) {
        throw repeated(name);
      }
      json.name(name);
      extra.getValue().write(json);
    }
  }

  private static InvalidRequestException repeated(String name) {
    return new InvalidRequestException(
        name, "is set by the request already: leave out the extra of that name");
  }

  private JsonWriter field(JsonWriter json, String name) throws IOException {
    written.add(name);
    return json.name(name);
  }
}
