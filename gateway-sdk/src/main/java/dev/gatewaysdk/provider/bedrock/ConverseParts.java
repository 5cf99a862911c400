package dev.gatewaysdk.provider.bedrock;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
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
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the parts of messages into content blocks, and says what is lost. */
final class ConverseParts {
  private final ToolNames names;
  private final ConverseCallIds ids;
  private final ConverseCachePoints cachePoints;
  private final ConverseMedia media;
  private final Consumer<Adjustment> adjusted;

  ConverseParts(
      ToolNames names,
      ConverseCallIds ids,
      ConverseCachePoints cachePoints,
      Consumer<Adjustment> adjusted) {
    this.names = names;
    this.ids = ids;
    this.cachePoints = cachePoints;
    this.media = new ConverseMedia(adjusted);
    this.adjusted = adjusted;
  }

  /**
   * @param place of the message in the request, for messages
   */
  List<ConverseBlock> blocks(ChatMessage message, String place) {
    List<ContentPart> parts = message.parts();
    List<ConverseBlock> blocks = new ArrayList<>(parts.size());
    int calls = 0;
    for (int i = 0; i < parts.size(); i++) {
      ContentPart part = parts.get(i);
      if (part instanceof Text text) {
        RawJson citations = i + 1 < parts.size() ? citations(parts.get(i + 1)) : null;
        i += citations == null ? 0 : 1;
        text(text.text(), citations, message.role(), place, blocks);
      } else if (part instanceof ToolCall call) {
        blocks.add(toolCall(call, place + ".tool_calls[" + calls++ + "]", place));
      } else if (part instanceof CacheMark mark) {
        mark(mark, blocks);
      } else if (part instanceof ProviderBlock block) {
        provider(block, place, blocks);
      } else {
        other(part, message.role(), place, blocks);
      }
    }
    return blocks;
  }

  /** The result of a tool; one without content has an empty array, as blank text is refused. */
  ConverseBlock toolResult(String id, List<ConverseBlock> content) {
    return ConverseBlock.of(
        "toolResult",
        id,
        json -> {
          json.beginObject().name("toolUseId").value(id).name("content").beginArray();
          for (ConverseBlock block : content) {
            block.body().write(json);
          }
          json.endArray().endObject();
        });
  }

  private void other(ContentPart part, Role role, String place, List<ConverseBlock> blocks) {
    if (part instanceof Reasoning reasoning) {
      reasoning(reasoning, place, blocks);
    } else if (part instanceof Image image) {
      blocks.add(media.image(image, place));
    } else if (part instanceof File file) {
      blocks.add(media.file(file, place));
    } else if (part instanceof Refusal refusal) {
      asText(refusal.text(), role, place + ".refusal", blocks);
    } else if (part instanceof SpokenAnswer spoken) {
      asText(spoken.transcript(), role, place + ".audio", blocks);
    } else if (part instanceof Audio) {
      throw new UnsupportedRequestException(
          place + ".content", "Converse takes no sound: send it to a model that hears");
    } else {
      dropped(place + ".content", "a part of a kind that Converse has no block for");
    }
  }

  /** Blank text is refused; leaving out what is empty loses nothing. */
  private void text(
      String text,
      @Nullable RawJson citations,
      Role role,
      String place,
      List<ConverseBlock> blocks) {
    if (!text.isBlank()) {
      blocks.add(
          citations == null ? ConverseBlock.text(text) : ConverseBlock.cited(text, citations));
    } else if (!text.isEmpty()) {
      // Models say blanks between thoughts and calls; a strict endpoint should not stumble on it.
      Kind kind = role == Role.ASSISTANT ? Kind.EMULATED : Kind.DROPPED;
      adjusted.accept(
          new Adjustment(
              kind, place + ".content", "left out a text of blanks only, which Converse refuses"));
    }
  }

  private void asText(String text, Role role, String place, List<ConverseBlock> blocks) {
    text(text, null, role, place, blocks);
    adjusted.accept(new Adjustment(Kind.EMULATED, place, "sent as text of the assistant"));
  }

  private ConverseBlock toolCall(ToolCall call, String place, String message) {
    RawJson input =
        call.type() == ToolCall.Type.CUSTOM
            ? RawJson.of(Map.of("input", call.arguments()))
            : arguments(call.arguments(), place + ".arguments");
    if (call.type() == ToolCall.Type.CUSTOM) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED, place, "its free text became the field 'input' of an object"));
    }
    String id = ids.ofCall(call.id(), message);
    return ConverseBlock.of(
        "toolUse",
        id,
        json -> {
          json.beginObject().name("toolUseId").value(id);
          json.name("name").value(names.toWire(call.name())).name("input");
          input.write(json);
          json.endObject();
        });
  }

  private static RawJson arguments(String text, String place) {
    if (text.isBlank()) {
      return RawJson.parse("{}");
    }
    try {
      RawJson arguments = RawJson.parse(text);
      if (arguments.isObject()) {
        return arguments;
      }
    } catch (IllegalArgumentException e) {
      // Said below: the text itself belongs in no message.
    }
    throw new UnsupportedRequestException(
        place, "must be a JSON object: Converse takes no other arguments of a tool call");
  }

  private void reasoning(Reasoning reasoning, String place, List<ConverseBlock> blocks) {
    ProviderState seal = reasoning.state();
    if (seal != null && seal.isOf(ConverseBlock.FORMAT)) {
      blocks.add(ConverseBlock.thought(reasoning.text(), seal.json()));
    } else {
      dropped(place + ".reasoning", "Converse takes back only reasoning that its model has signed");
    }
  }

  private void provider(ProviderBlock block, String place, List<ConverseBlock> blocks) {
    if (!block.format().equals(ConverseBlock.FORMAT)) {
      dropped(place + ".content", "a block of another provider, of type " + block.type());
    } else if (citations(block) != null) {
      dropped(place + ".citations", "they follow no text that they could belong to");
    } else {
      blocks.add(ConverseBlock.raw(block.type(), block.json()));
    }
  }

  private void mark(CacheMark mark, List<ConverseBlock> blocks) {
    if (blocks.isEmpty()) {
      cachePoints.misplaced();
      return;
    }
    ConverseBlock point = cachePoints.next(mark, false);
    if (point != null) {
      blocks.add(point);
    }
  }

  private static @Nullable RawJson citations(ContentPart part) {
    return part instanceof ProviderBlock block
            && block.format().equals(ConverseBlock.FORMAT)
            && block.type().equals(ConverseBlock.CITATIONS)
        ? block.json()
        : null;
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
