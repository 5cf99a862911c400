package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Audio;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of contents, one method each. */
final class GeminiParts {
  static final String SIGNATURE = "thoughtSignature";

  /**
   * Stands for the signature of a call that Gemini did not make. Source: Google's page on thought
   * signatures, for histories of another model.
   */
  private static final String UNSIGNED = "skip_thought_signature_validator";

  /** What Google's own tools did, which Vertex AI does not know. Source: Google's own clients. */
  private static final Set<String> OF_GEMINI_API = Set.of("toolCall", "toolResponse");

  private final GeminiModel model;
  private final GeminiFlavor flavor;
  private final ToolNames names;
  private final Consumer<Adjustment> adjusted;
  private final GeminiMedia media;

  GeminiParts(
      GeminiModel model, GeminiFlavor flavor, ToolNames names, Consumer<Adjustment> adjusted) {
    this.model = model;
    this.flavor = flavor;
    this.names = names;
    this.adjusted = adjusted;
    this.media = new GeminiMedia(flavor, adjusted);
  }

  static JsonBody text(String text) {
    return json -> json.beginObject().name("text").value(text).endObject();
  }

  /** Gives a part to the taker, if something of it can be sent. */
  void add(ContentPart part, String place, Consumer<JsonBody> out) {
    if (part instanceof Text text) {
      text(text, out);
    } else if (part instanceof Image image) {
      out.accept(media.image(image, place));
    } else if (part instanceof Audio audio) {
      out.accept(media.audio(audio, place));
    } else if (part instanceof File file) {
      out.accept(media.file(file, place));
    } else if (part instanceof Reasoning reasoning) {
      reasoning(reasoning, place, out);
    } else if (part instanceof Refusal refusal) {
      out.accept(text(refusal.text()));
      emulated(place + ".refusal", "sent as text of the model");
    } else if (part instanceof SpokenAnswer spoken) {
      out.accept(text(spoken.transcript()));
      emulated(place + ".audio", "sent as text: Google takes back no spoken answer");
    } else if (part instanceof ProviderBlock block) {
      block(block, place, out);
    } else if (part instanceof CacheMark mark) {
      mark(mark, place);
    }
  }

  private void mark(CacheMark mark, String place) {
    if (mark.ttl() != null) {
      dropped(place + ".cache_control", "Gemini caches by itself, for as long as it sees fit");
    } else {
      emulated(place + ".cache_control", "Gemini keeps prompts by itself");
    }
  }

  /** Says that a part other than text cannot be there; a mark for a cache is no loss. */
  void requireText(ContentPart part, String place) {
    if (!(part instanceof CacheMark)) {
      dropped(place, "Google's instructions are text; a " + part.getClass().getSimpleName());
    }
  }

  private static void text(Text text, Consumer<JsonBody> out) {
    RawJson signature = signature(text.state());
    if (signature != null) {
      out.accept(
          json -> {
            json.beginObject().name("text").value(text.text());
            sign(json, signature);
            json.endObject();
          });
    } else if (!text.text().isEmpty()) {
      out.accept(text(text.text()));
    }
  }

  private void reasoning(Reasoning reasoning, String place, Consumer<JsonBody> out) {
    RawJson signature = signature(reasoning.state());
    if (signature == null && reasoning.state() != null) {
      dropped(place + ".reasoning", "another provider has sealed it, and only that one reads it");
      return;
    }
    if (signature == null && reasoning.text().isEmpty()) {
      return;
    }
    out.accept(
        json -> {
          json.beginObject().name("text").value(reasoning.text()).name("thought").value(true);
          if (signature != null) {
            sign(json, signature);
          }
          json.endObject();
        });
  }

  private void block(ProviderBlock block, String place, Consumer<JsonBody> out) {
    if (block.format().equals(GeminiWire.FORMAT)) {
      if (flavor == GeminiFlavor.VERTEX && OF_GEMINI_API.contains(block.type())) {
        dropped(place + ".content", "a " + block.type() + ", which only the Gemini API takes back");
        return;
      }
      out.accept(block.json()::write);
    } else {
      dropped(place + ".content", "a block of " + block.format() + ", which no other reads");
    }
  }

  /**
   * @param first whether it is the first call of its turn, which carries the signature for all
   * @param place of the call in the request, for messages
   * @throws UnsupportedRequestException if the arguments are not a JSON object
   */
  JsonBody call(ToolCall call, boolean first, String place) {
    RawJson arguments = arguments(call, place);
    RawJson own = signature(call.state());
    RawJson signature = own == null && first ? placeholder(place) : own;
    String name = names.toWire(call.name());
    return json -> {
      json.beginObject().name("functionCall").beginObject();
      if (!call.id().isEmpty()) {
        json.name("id").value(call.id());
      }
      json.name("name").value(name).name("args");
      arguments.write(json);
      json.endObject();
      if (signature != null) {
        sign(json, signature);
      }
      json.endObject();
    };
  }

  private @Nullable RawJson placeholder(String place) {
    if (!model.wantsSignatures()) {
      return null;
    }
    emulated(
        place + "." + SIGNATURE,
        "Google's word for a call that Gemini did not sign: it demands a signature");
    return RawJson.of(UNSIGNED);
  }

  private RawJson arguments(ToolCall call, String place) {
    if (call.type() == ToolCall.Type.CUSTOM) {
      emulated(place, "the free text of a custom tool is sent as the argument 'input'");
      return RawJson.of(Map.of("input", call.arguments()));
    }
    if (call.arguments().isBlank()) {
      return RawJson.parse("{}");
    }
    try {
      RawJson arguments = RawJson.parse(call.arguments());
      if (arguments.isObject()) {
        return arguments;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the text itself belongs in no message.
    }
    throw new UnsupportedRequestException(
        place + ".arguments",
        "must be a JSON object: Google takes no other arguments of a tool call");
  }

  /**
   * A function's result. The text goes as it is, under the key that Google names for it: as an
   * object, its numbers would become floating-point ones, and a {@code $ref} in it an error.
   *
   * @param name of the call that it answers
   * @param media what belongs to it beside the text
   */
  JsonBody result(String id, String name, String text, List<JsonBody> media) {
    String wireName = names.toWire(name);
    return json -> {
      json.beginObject().name("functionResponse").beginObject();
      if (!id.isEmpty()) {
        json.name("id").value(id);
      }
      json.name("name").value(wireName);
      json.name("response").beginObject().name("output").value(text).endObject();
      if (!media.isEmpty()) {
        json.name("parts").beginArray();
        for (JsonBody part : media) {
          part.write(json);
        }
        json.endArray();
      }
      json.endObject().endObject();
    };
  }

  private static void sign(JsonWriter json, RawJson signature) throws IOException {
    json.name(SIGNATURE);
    signature.write(json);
  }

  private static @Nullable RawJson signature(@Nullable ProviderState state) {
    return state != null && state.isOf(GeminiWire.FORMAT) ? state.json() : null;
  }

  private void emulated(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.EMULATED, subject, detail));
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
