package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one choice of a reply: its message, or the deltas of it. Empty means absent. */
final class OpenAiChoiceReader {
  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "content",
          "refusal",
          "tool_calls",
          "function_call",
          "reasoning_content",
          "reasoning",
          "reasoning_details",
          OpenAiBlocks.ANNOTATIONS,
          OpenAiBlocks.EXECUTED_TOOLS,
          OpenAiBlocks.IMAGES,
          "audio",
          "extra_content",
          "role",
          "name",
          "channel",
          "thought_signature",
          OpenAiBlocks.CONTEXT);

  private static final String[] BLOCKS = {
    OpenAiBlocks.ANNOTATIONS, OpenAiBlocks.EXECUTED_TOOLS, OpenAiBlocks.IMAGES
  };
  private static final int FIRST_BLOCK = 7;
  private static final int CONTEXT = 16;

  private final int choice;
  private final String format;
  private final String callId;
  private final List<ReplyEvent> later = new ArrayList<>(2);
  private final List<ReplyEvent> blocks = new ArrayList<>(0);
  private @Nullable OpenAiToolCallReader toolCalls;
  private @Nullable ReasoningDetails details;
  private @Nullable String reasoningField;
  private boolean finished;

  /**
   * @param format whose the blocks and states are
   * @param callId to make up ids of tool calls from
   */
  OpenAiChoiceReader(int choice, String format, String callId) {
    this.choice = choice;
    this.format = format;
    this.callId = callId;
  }

  /** Reads a message or delta, whose fields may be in any order, and emits in a fixed one. */
  void read(JsonReader json, Consumer<? super ReplyEvent> out, boolean whole) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return;
    }
    String content = null;
    List<ChatEvent> parts = null;
    String refusal = null;
    String reasoning = null;
    String detailed = null;
    ProviderState state = null;
    ChatEvent.AudioDelta audio = null;
    json.beginObject();
    while (json.hasNext()) {
      int field = json.selectName(FIELDS);
      switch (field) {
        case 0 -> {
          if (isParts(json.peek())) {
            parts = OpenAiContentReader.read(json, choice, format);
          } else {
            content = text(json);
          }
        }
        case 1 -> refusal = text(json);
        case 2 -> toolCalls().readArray(json, later::add, whole);
        case 3 -> toolCalls().readLegacy(json, later::add);
        case 4, 5 -> { // Some hosts send both, with the same text.
          String thought = text(json);
          if (thought != null && reasoning == null) {
            reasoning = thought;
            reasoningField =
                field == 4
                    ? OpenAiReasoningWriter.REASONING_CONTENT
                    : OpenAiReasoningWriter.REASONING;
          }
        }
        case 6 -> detailed = details(json);
        case 7, 8, 9 -> block(json, BLOCKS[field - FIRST_BLOCK]);
        case 10 -> audio = OpenAiSideReader.audio(json, choice);
        case 11 -> state = state(json);
        case CONTEXT -> block(json, OpenAiBlocks.CONTEXT);
        case -1 -> OpenAiReplyReader.skipField(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    boolean ends = content != null || refusal != null || audio != null || state != null;
    ends |= !later.isEmpty() || !blocks.isEmpty();
    reasoning(reasoning == null ? detailed : reasoning, ends && parts == null, out);
    if (parts != null) {
      parts.forEach(part -> part(part, out));
      reasoning(null, ends, out);
    }
    if (content != null || state != null) {
      out.accept(new ChatEvent.TextDelta(choice, content == null ? "" : content, state));
    }
    if (refusal != null) {
      out.accept(new ChatEvent.RefusalDelta(choice, refusal));
    }
    if (audio != null) {
      out.accept(audio);
    }
    if (!later.isEmpty()) {
      later.forEach(out);
      later.clear();
    }
    if (!blocks.isEmpty()) {
      blocks.forEach(out);
      blocks.clear();
    }
  }

  private static boolean isParts(JsonReader.Token token) {
    return token == JsonReader.Token.BEGIN_ARRAY || token == JsonReader.Token.BEGIN_OBJECT;
  }

  /** Emits reasoning; what follows it ends it, and its end carries what the host wants back. */
  private void reasoning(@Nullable String text, boolean ends, Consumer<? super ReplyEvent> out) {
    ProviderState seal = ends ? takeSeal() : null;
    if (text != null || seal != null) {
      out.accept(new ChatEvent.ReasoningDelta(choice, text == null ? "" : text, seal));
    }
  }

  private void part(ChatEvent part, Consumer<? super ReplyEvent> out) {
    if (part instanceof ChatEvent.ReasoningDelta) {
      reasoningField = OpenAiReasoningWriter.THINKING;
    } else {
      reasoning(null, true, out);
    }
    out.accept(part);
  }

  private @Nullable ProviderState takeSeal() {
    ReasoningDetails collected = details;
    String field = reasoningField;
    details = null;
    reasoningField = null;
    if (collected != null && !collected.isEmpty()) {
      return new ProviderState(format, collected.json());
    }
    return field == null ? null : ProviderState.of(format, field);
  }

  /** Emits how likely the tokens were, if that is said. */
  void logprobs(@Nullable Logprobs logprobs, Consumer<? super ReplyEvent> out) {
    if (logprobs != null) {
      out.accept(new ChatEvent.LogprobsDelta(choice, logprobs));
    }
  }

  boolean finished() {
    return finished;
  }

  /**
   * Emits the end of the choice, once; some hosts repeat the reason on the chunk with the usage.
   */
  void finish(
      @Nullable String rawReason, @Nullable String stopSequence, Consumer<? super ReplyEvent> out) {
    if (!finished) {
      finished = true;
      reasoning(null, true, out);
      out.accept(new ChatEvent.Finished(choice, reason(rawReason), rawReason, stopSequence));
    }
  }

  private FinishReason reason(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "stop", "eos", "eos_token", "stop_sequence", "end_turn" -> // A forced tool says stop.
          toolCalls == null || toolCalls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "content_filter", "safety", "sensitive", "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private OpenAiToolCallReader toolCalls() {
    OpenAiToolCallReader reader = toolCalls;
    if (reader == null) {
      reader = new OpenAiToolCallReader(choice, format, callId);
      toolCalls = reader;
    }
    return reader;
  }

  private @Nullable String details(JsonReader json) throws IOException {
    ReasoningDetails collected = details;
    if (collected == null) {
      collected = new ReasoningDetails();
      details = collected;
    }
    return collected.add(json);
  }

  /** Null if it is no text, or an empty one. */
  private static @Nullable String text(JsonReader json) throws IOException {
    if (json.peek() != JsonReader.Token.STRING) {
      json.skipValue();
      return null;
    }
    String text = json.nextString();
    return text.isEmpty() ? null : text;
  }

  private @Nullable ProviderState state(JsonReader json) throws IOException {
    RawJson raw = raw(json);
    return raw == null ? null : new ProviderState(format, raw);
  }

  /** A field of the message that is passed on as it came. */
  private void block(JsonReader json, String type) throws IOException {
    RawJson raw = raw(json);
    if (raw != null) {
      blocks.add(new ChatEvent.BlockAdded(choice, new ProviderBlock(format, type, raw)));
    }
  }

  static @Nullable RawJson raw(JsonReader json) throws IOException {
    if (json.peek() == JsonReader.Token.NULL) {
      json.skipValue();
      return null;
    }
    boolean text = json.peek() == JsonReader.Token.STRING;
    RawJson raw = text ? RawJson.readText(json) : RawJson.read(json);
    return OpenAiBlocks.isEmpty(raw) ? null : raw;
  }
}
