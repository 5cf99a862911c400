package dev.gatewaysdk.provider.anthropic;

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
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the parts of messages into content blocks, and says what is lost. */
final class AnthropicParts {
  private final ToolNames names;
  private final AnthropicCallIds ids;
  private final AnthropicCacheMarks marks;
  private final AnthropicMedia media;
  private final Consumer<Adjustment> adjusted;

  AnthropicParts(
      ToolNames names,
      AnthropicCallIds ids,
      AnthropicCacheMarks marks,
      Consumer<Adjustment> adjusted) {
    this.names = names;
    this.ids = ids;
    this.marks = marks;
    this.media = new AnthropicMedia(adjusted);
    this.adjusted = adjusted;
  }

  /**
   * @param place of the message in the request, for messages
   */
  List<WireBlock> blocks(ChatMessage message, String place) {
    List<ContentPart> parts = message.parts();
    List<WireBlock> blocks = new ArrayList<>(parts.size());
    int calls = 0;
    for (int i = 0; i < parts.size(); i++) {
      ContentPart part = parts.get(i);
      if (part instanceof Text text) {
        RawJson citations = i + 1 < parts.size() ? citations(parts.get(i + 1)) : null;
        i += citations == null ? 0 : 1;
        text(text, citations, message.role(), place, blocks);
      } else if (part instanceof ToolCall call) {
        blocks.add(toolCall(call, place, calls++));
      } else if (part instanceof CacheMark mark) {
        mark(mark, place, blocks);
      } else if (part instanceof ProviderBlock block) {
        provider(block, place, blocks);
      } else {
        other(part, message.role(), place, blocks);
      }
    }
    return blocks;
  }

  private void other(ContentPart part, Role role, String place, List<WireBlock> blocks) {
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
          place + ".content", "Anthropic's models do not hear: send sound to a model that does");
    } else {
      dropped(place + ".content", "a part of a kind that Anthropic has no block for");
    }
  }

  /** Blank text is refused by Anthropic; leaving out what is empty loses nothing. */
  private void text(
      Text text, @Nullable RawJson citations, Role role, String place, List<WireBlock> blocks) {
    if (!text.text().isBlank()) {
      RawJson others = AnthropicBlocks.stateOf(text.state());
      blocks.add(AnthropicBlocks.text(text.text(), others, citations));
    } else if (!text.text().isEmpty()) {
      // Models say blanks between thoughts and calls; a strict endpoint should not stumble on it.
      Kind kind = role == Role.ASSISTANT ? Kind.EMULATED : Kind.DROPPED;
      adjusted.accept(
          new Adjustment(
              kind, place + ".content", "left out a text of blanks only, which Anthropic refuses"));
    }
  }

  private void asText(String text, Role role, String place, List<WireBlock> blocks) {
    text(new Text(text), null, role, place, blocks);
    adjusted.accept(new Adjustment(Kind.EMULATED, place, "sent as text of the assistant"));
  }

  private WireBlock toolCall(ToolCall call, String place, int number) {
    if (call.type() == ToolCall.Type.CUSTOM) {
      adjusted.accept(
          new Adjustment(
              Kind.EMULATED,
              place + ".tool_calls[" + number + "]",
              "its free text became the field 'input' of an object"));
    }
    return AnthropicBlocks.toolUse(
        ids.ofCall(call.id(), place),
        names.toWire(call.name()),
        call,
        place + ".tool_calls[" + number + "]");
  }

  private void reasoning(Reasoning reasoning, String place, List<WireBlock> blocks) {
    RawJson seal = AnthropicBlocks.stateOf(reasoning.state());
    if (seal != null) {
      blocks.add(AnthropicBlocks.thinking(reasoning.text(), seal));
    } else {
      dropped(place + ".reasoning", "Anthropic takes back only reasoning that it has signed");
    }
  }

  private void provider(ProviderBlock block, String place, List<WireBlock> blocks) {
    if (!block.format().equals(AnthropicBlock.FORMAT)) {
      dropped(place + ".content", "a block of another provider, of type " + block.type());
    } else if (citations(block) == null) {
      marks.addInside(block.json());
      blocks.add(AnthropicBlocks.raw(block));
    } else {
      dropped(place + ".citations", "they follow no text that they could belong to");
    }
  }

  /** A mark goes to the block before it, or, as thinking takes none, to the one before that. */
  private void mark(CacheMark mark, String place, List<WireBlock> blocks) {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      WireBlock block = blocks.get(i);
      if (block.takesMark()) {
        if (block.mark() == null) {
          marks.add();
        }
        block.mark(mark);
        return;
      }
    }
    dropped(
        place + "." + AnthropicCacheMarks.FIELD,
        "nothing before it in its message can end what is cached: put the mark after it");
  }

  private static @Nullable RawJson citations(ContentPart part) {
    return part instanceof ProviderBlock block
            && block.format().equals(AnthropicBlock.FORMAT)
            && block.type().equals(AnthropicBlock.CITATIONS)
        ? block.json()
        : null;
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
