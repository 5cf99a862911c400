package dev.gatewaysdk.provider.cohere;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/** Turns the parts of messages into content, and says what is lost. */
final class CohereParts {
  private static final String BASE64 = ";base64,";

  private final Consumer<Adjustment> adjusted;
  private final List<RawJson> documents = new ArrayList<>(0);

  /** A part that is one text, for which a message has a short form. */
  record TextPart(String text) implements JsonBody {
    @Override
    public void write(JsonWriter json) throws IOException {
      json.beginObject().name("type").value("text").name("text").value(text).endObject();
    }
  }

  CohereParts(Consumer<Adjustment> adjusted) {
    this.adjusted = adjusted;
  }

  static JsonBody text(String text) {
    return new TextPart(text);
  }

  /** The files of the messages so far, as documents to rest the answer on. */
  List<RawJson> documents() {
    return documents;
  }

  /**
   * The content of any message but the assistant's.
   *
   * @param place of the message in the request, for messages
   */
  List<JsonBody> content(ChatMessage message, String place) {
    List<JsonBody> content = new ArrayList<>(message.parts().size());
    for (ContentPart part : message.parts()) {
      if (part instanceof Text text) {
        content.add(text(text.text()));
      } else if (part instanceof Image image && message.role() == Role.USER) {
        content.add(image(image));
      } else if (part instanceof File file && message.role() == Role.USER) {
        document(file, place);
      } else if (part instanceof ProviderBlock block) {
        raw(block, place, content);
      } else if (part instanceof CacheMark) {
        mark(place);
      } else {
        throw new UnsupportedRequestException(
            place + ".content",
            "Cohere takes text there, and pictures of the user; no "
                + part.getClass().getSimpleName());
      }
    }
    return content;
  }

  /**
   * A message of the assistant.
   *
   * @param ids the id to send for one of a call, and the place of its message
   */
  CohereAnswer answer(ChatMessage message, String place, BinaryOperator<String> ids) {
    List<JsonBody> content = new ArrayList<>(1);
    List<JsonBody> calls = new ArrayList<>(0);
    StringBuilder plan = new StringBuilder();
    RawJson citations = null;
    for (ContentPart part : message.parts()) {
      if (part instanceof Text text) {
        said(text.text(), content);
      } else if (part instanceof ToolCall call) {
        calls.add(call(call, ids.apply(call.id(), place), place));
      } else if (part instanceof Reasoning reasoning) {
        reasoning(reasoning, place, content, plan);
      } else if (part instanceof ProviderBlock block
          && block.format().equals(CohereFormat.NAME)
          && block.type().equals(CohereFormat.CITATIONS)) {
        citations = block.json();
      } else if (part instanceof ProviderBlock block) {
        raw(block, place, content);
      } else if (part instanceof Refusal refusal) {
        said(refusal.text(), content);
        adjusted(Kind.EMULATED, place + ".refusal", "sent as text of the assistant");
      } else if (part instanceof SpokenAnswer spoken) {
        said(spoken.transcript(), content);
        adjusted(Kind.EMULATED, place + ".audio", "sent as text of the assistant");
      } else if (part instanceof CacheMark) {
        mark(place);
      } else {
        adjusted(Kind.DROPPED, place + ".content", "a part that Cohere takes of nobody");
      }
    }
    return new CohereAnswer(content, plan.toString(), calls, citations);
  }

  private static void said(String text, List<JsonBody> content) {
    if (!text.isBlank()) {
      content.add(text(text));
    }
  }

  private void reasoning(
      Reasoning reasoning, String place, List<JsonBody> content, StringBuilder plan) {
    if (CohereFormat.isOf(CohereFormat.TOOL_PLAN, reasoning.state())) {
      plan.append(reasoning.text());
    } else if (CohereFormat.isOf(CohereFormat.THINKING, reasoning.state())) {
      content.add(
          json ->
              json.beginObject()
                  .name("type")
                  .value("thinking")
                  .name("thinking")
                  .value(reasoning.text())
                  .endObject());
    } else {
      adjusted(Kind.DROPPED, place + ".reasoning", "the thought of another provider's model");
    }
  }

  private JsonBody call(ToolCall call, String id, String place) {
    String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
    if (call.type() == ToolCall.Type.CUSTOM) {
      arguments = RawJson.of(Map.of("input", call.arguments())).text();
      adjusted(
          Kind.EMULATED,
          place + ".tool_calls",
          "the free text of a call became the field 'input' of an object");
    }
    String sent = arguments;
    return json -> {
      json.beginObject().name("id").value(id).name("type").value("function");
      json.name("function").beginObject().name("name").value(call.name());
      json.name("arguments").value(sent).endObject().endObject();
    };
  }

  private static JsonBody image(Image image) {
    return json -> {
      json.beginObject().name("type").value("image_url").name("image_url").beginObject();
      json.name("url").value(image.url());
      if (image.detail() != null) {
        json.name("detail").value(image.detail());
      }
      json.endObject().endObject();
    };
  }

  private void raw(ProviderBlock block, String place, List<JsonBody> content) {
    if (block.format().equals(CohereFormat.NAME)) {
      content.add(block.json()::write);
    } else {
      adjusted(
          Kind.DROPPED, place + ".content", "a block of another provider, of type " + block.type());
    }
  }

  /** Cohere takes no files, but texts beside the messages. */
  private void document(File file, String place) {
    String source = file.source();
    int data = source.indexOf(BASE64);
    String type = data < 0 ? "" : source.substring("data:".length(), data);
    if (!file.isInline() || !(type.startsWith("text/") || type.startsWith("application/json"))) {
      throw new UnsupportedRequestException(
          place + ".content", "Cohere takes files of text by value only, none of another kind");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    if (file.name() != null) {
      fields.put("title", file.name());
    }
    fields.put("text", decoded(source.substring(data + BASE64.length()), place));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", "doc:" + documents.size());
    document.put("data", fields);
    documents.add(RawJson.of(document));
    adjusted(Kind.EMULATED, place + ".content", "a file became one of the documents");
  }

  private static String decoded(String base64, String place) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(place + ".content", "the data of a file is not base64");
    }
  }

  private void mark(String place) {
    adjusted(Kind.EMULATED, place + ".cache_control", "Cohere keeps prompts by itself");
  }

  private void adjusted(Kind kind, String subject, String detail) {
    adjusted.accept(new Adjustment(kind, subject, detail));
  }
}
