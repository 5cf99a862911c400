package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a model's message has no place in OpenAI's form, although its provider wants it back:
 * seals on reasoning, blocks of the provider's own, the order of parts. It travels with the message
 * as one field that clients need not understand, {@value #FIELD}.
 *
 * <p>It holds no text that the message has: parts are given by their length, and a digest tells
 * whether the message came back as it went.
 */
final class MessageState {
  /** The field of the message. */
  static final String FIELD = "provider_state";

  private static final String VERSION = "1";

  private MessageState() {}

  /** The state that goes with the message; null if the message says it all. */
  static @Nullable RawJson of(List<ContentPart> parts, Plain plain) {
    if (plain.parts().equals(parts)) {
      return null;
    }
    List<Object> items = new ArrayList<>();
    int calls = 0;
    for (ContentPart part : parts) {
      Map<String, Object> item = new LinkedHashMap<>();
      if (part instanceof ContentPart.Text text) {
        item.put("text", text.text().length());
        add(item, text.state());
      } else if (part instanceof ContentPart.Reasoning reasoning) {
        item.put("reasoning", reasoning.text().length());
        add(item, reasoning.state());
      } else if (part instanceof ContentPart.Refusal refusal) {
        item.put("refusal", refusal.text().length());
      } else if (part instanceof ToolCall call) {
        item.put("call", calls++);
        add(item, call.state());
      } else if (part instanceof ContentPart.SpokenAnswer) {
        item.put("audio", true);
      } else if (part instanceof ContentPart.ProviderBlock block) {
        item.put("block", block.type());
        add(item, new ProviderState(block.format(), block.json()));
      } else {
        continue; // What models never say.
      }
      items.add(item);
    }
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("v", VERSION);
    state.put("digest", digest(plain));
    state.put("parts", items);
    return RawJson.of(state);
  }

  private static void add(Map<String, Object> item, @Nullable ProviderState state) {
    if (state != null) {
      item.put("format", state.format());
      item.put("state", state.json().text()); // As text, so that it comes back to the letter.
    }
  }

  /**
   * The parts as they were before they were put into OpenAI's form.
   *
   * @param parts what the form says
   * @return the same if the state belongs to another message, or is none of ours
   */
  static List<ContentPart> restore(RawJson state, List<ContentPart> parts) {
    Plain plain = Plain.of(parts, "");
    boolean whole = plain.parts().equals(parts);
    if (whole
        && state.toJava() instanceof Map<?, ?> map
        && VERSION.equals(map.get("v"))
        && digest(plain).equals(map.get("digest"))
        && map.get("parts") instanceof List<?> items) {
      List<ContentPart> restored = new Restoring(plain).all(items);
      return restored == null ? parts : restored;
    }
    return parts;
  }

  /** Changes when anything of the message does. */
  private static String digest(Plain plain) {
    StringBuilder all = new StringBuilder();
    frame(all, plain.reasoning());
    frame(all, plain.text());
    frame(all, plain.refusal());
    for (ToolCall call : plain.calls()) {
      frame(all, call.id());
      frame(all, call.name());
      frame(all, call.arguments());
      frame(all, call.type().name());
    }
    ContentPart.SpokenAnswer spoken = plain.spoken();
    frame(all, spoken == null || spoken.id() == null ? "" : spoken.id());
    frame(all, spoken == null ? "" : spoken.data());
    return HttpKey.digest(all.toString()).substring(0, 32);
  }

  private static void frame(StringBuilder all, String text) {
    all.append(text.length()).append(':').append(text);
  }

  /** Cuts the texts of a message into parts again. */
  private static final class Restoring {
    private final Plain plain;
    private int text;
    private int reasoning;
    private int refusal;

    Restoring(Plain plain) {
      this.plain = plain;
    }

    /** Null if the items do not fit the message: somebody has made them up. */
    @Nullable List<ContentPart> all(List<?> items) {
      List<ContentPart> parts = new ArrayList<>();
      for (Object item : items) {
        ContentPart part = item instanceof Map<?, ?> map ? one(map) : null;
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
      // Nothing of the message may get lost, and nothing may come in twice.
      return Plain.of(parts, "").equals(plain) ? parts : null;
    }

    private @Nullable ContentPart one(Map<?, ?> item) {
      ProviderState state = state(item);
      if (item.get("text") instanceof Long length) {
        String piece = piece(plain.text(), text, length);
        text += length.intValue();
        return piece == null ? null : new ContentPart.Text(piece, state);
      }
      if (item.get("reasoning") instanceof Long length) {
        String piece = piece(plain.reasoning(), reasoning, length);
        reasoning += length.intValue();
        return piece == null ? null : new ContentPart.Reasoning(piece, state);
      }
      if (item.get("refusal") instanceof Long length) {
        String piece = piece(plain.refusal(), refusal, length);
        refusal += length.intValue();
        return piece == null ? null : new ContentPart.Refusal(piece);
      }
      if (item.get("call") instanceof Long index) {
        return index < 0 || index >= plain.calls().size()
            ? null
            : withState(plain.calls().get(index.intValue()), state);
      }
      if (item.get("block") instanceof String type && state != null) {
        return new ContentPart.ProviderBlock(state.format(), type, state.json());
      }
      return item.containsKey("audio") ? plain.spoken() : null;
    }

    private static @Nullable ProviderState state(Map<?, ?> item) {
      if (!(item.get("format") instanceof String format)
          || !(item.get("state") instanceof String text)) {
        return null;
      }
      try {
        return new ProviderState(format, RawJson.parse(text));
      } catch (IllegalArgumentException e) {
        return null; // Not ours.
      }
    }

    private static ToolCall withState(ToolCall call, @Nullable ProviderState state) {
      return new ToolCall(call.id(), call.name(), call.arguments(), call.type(), state);
    }

    private static @Nullable String piece(String whole, int from, long length) {
      return length < 0 || from > whole.length() - length
          ? null
          : whole.substring(from, from + (int) length);
    }
  }
}
