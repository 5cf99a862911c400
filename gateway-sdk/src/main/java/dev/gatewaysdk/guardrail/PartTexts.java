package dev.gatewaysdk.guardrail;

import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.SpokenAnswer;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The texts of one message's parts. */
final class PartTexts {
  private final TextMapper mapper;
  private final String content;
  private final String toolCalls;
  private final boolean toolResult;

  PartTexts(TextMapper mapper, String place, Role role) {
    this.mapper = mapper;
    this.content = place + ".content";
    this.toolCalls = place + ".tool_calls";
    this.toolResult = role == Role.TOOL;
  }

  /** The part with its texts mapped; the same part if they all stay. */
  ContentPart map(ContentPart part) {
    if (part instanceof Text text) {
      return text(text);
    }
    if (part instanceof ToolCall call) {
      return toolCall(call);
    }
    if (part instanceof Reasoning reasoning) {
      return reasoning(reasoning);
    }
    if (part instanceof Refusal refusal) {
      String mapped = mapper.map(content, refusal.text());
      return mapped.equals(refusal.text()) ? refusal : new Refusal(mapped);
    }
    if (part instanceof ProviderBlock block) {
      RawJson json = json(content, block.json());
      return json == block.json() ? block : new ProviderBlock(block.format(), block.type(), json);
    }
    if (part instanceof SpokenAnswer spoken) {
      String said = mapper.map(content, spoken.transcript());
      return said.equals(spoken.transcript())
          ? spoken
          : new SpokenAnswer(spoken.id(), spoken.data(), said, spoken.expiresAt());
    }
    if (part instanceof File file && file.name() != null) {
      String name = mapper.map(content, file.name());
      return name.equals(file.name()) ? file : new File(file.source(), name);
    }
    return part;
  }

  private Text text(Text text) {
    String old = text.text();
    String mapped = toolResult && mayBeJson(old) ? jsonOrText(content, old) : plain(old);
    ProviderState state = state(content, text.state());
    return mapped.equals(old) && Objects.equals(state, text.state())
        ? text
        : new Text(mapped, state);
  }

  private String plain(String text) {
    return mapper.map(content, text);
  }

  private ToolCall toolCall(ToolCall call) {
    String old = call.arguments();
    String mapped =
        call.type() == ToolCall.Type.CUSTOM
            ? mapper.map(toolCalls, old)
            : jsonOrText(toolCalls, old);
    ProviderState state = state(toolCalls, call.state());
    return mapped.equals(old) && Objects.equals(state, call.state())
        ? call
        : new ToolCall(call.id(), call.name(), mapped, call.type(), state);
  }

  private Reasoning reasoning(Reasoning reasoning) {
    String old = reasoning.text();
    boolean sealed = reasoning.state() != null;
    String mapped = sealed ? mapper.mapSealed(content, old) : plain(old);
    return mapped.equals(old) ? reasoning : new Reasoning(mapped, reasoning.state());
  }

  private @Nullable ProviderState state(String place, @Nullable ProviderState state) {
    if (state == null) {
      return null;
    }
    RawJson json = json(place, state.json());
    return json == state.json() ? state : new ProviderState(state.format(), json);
  }

  private String jsonOrText(String place, String text) {
    RawJson json;
    try {
      json = RawJson.parse(text);
    } catch (IllegalArgumentException e) {
      return mapper.map(place, text); // Models err, and tools answer what they like.
    }
    return json(place, json).text();
  }

  private RawJson json(String place, RawJson json) {
    return json.mapTexts(text -> mapper.map(place, text));
  }

  private static boolean mayBeJson(String text) {
    String begun = text.stripLeading();
    return begun.startsWith("{") || begun.startsWith("[");
  }
}
