package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content blocks of an answer, whole or as they grow. They are told apart by their index, since
 * they may be interleaved.
 */
final class ConverseContent {
  private static final WireNames FIELDS = new WireNames("contentBlockIndex", "delta", "start", "p");
  private static final String FURTHER = "additionalModelResponseFields";

  private final ToolNames names;
  private final AnswerForm form;
  private final Map<Integer, ConverseAnswerBlock> open = new LinkedHashMap<>();
  private int toolCalls;
  private boolean answered;

  /** The block whose text would run on if more text came; null if none would. */
  private @Nullable ConverseAnswerBlock text;

  ConverseContent(ToolNames names, AnswerForm form) {
    this.names = names;
    this.form = form;
  }

  /** Reads an event of a stream that is about a block. */
  void event(String event, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    int index = 0;
    ConverseDelta delta = null;
    Start start = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (FIELDS.next(json)) {
        case "contentBlockIndex" -> index = json.nextInt();
        case "delta" -> delta = ConverseDelta.read(json);
        case "start" -> start = Start.read(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (event.equals("contentBlockStop")) {
      end(index, out);
    } else if (event.equals("contentBlockStart")) {
      end(index, out);
      if (start != null) {
        open.put(index, begin(start, out));
      }
    } else if (delta != null) {
      add(index, delta, out);
    }
  }

  private void add(int index, ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    ConverseAnswerBlock block = open.get(index);
    if (block == null) {
      if (delta.input != null) {
        throw malformed("a tool's arguments belong to no tool call");
      }
      block =
          delta.kind == null ? new ConverseSaidBlock() : new ConverseRawBlock(delta.kind, Map.of());
      open.put(index, block);
    }
    add(block, delta, out);
  }

  /** Ends a text that another follows at once, so that the two stay two and can go back as such. */
  private void add(
      ConverseAnswerBlock block, ConverseDelta delta, Consumer<? super ReplyEvent> out) {
    if (delta.text != null && !delta.text.isEmpty()) {
      if (text != null && text != block) {
        out.accept(new ChatEvent.TextDelta(0, "", ConverseBlock.END));
      }
      text = block;
    } else if (delta.thought != null) {
      text = null;
    }
    block.add(delta, out);
  }

  private void end(ConverseAnswerBlock block, Consumer<? super ReplyEvent> out) {
    block.end(
        event -> {
          if (!(event instanceof ChatEvent.ToolCallDelta)) {
            text = null; // It stands between this text and the next.
          }
          out.accept(event);
        });
  }

  private void end(int index, Consumer<? super ReplyEvent> out) {
    ConverseAnswerBlock block = open.remove(index);
    if (block != null) {
      end(block, out);
    }
  }

  private ConverseAnswerBlock begin(Start start, Consumer<? super ReplyEvent> out) {
    if (!start.isCall()) {
      return new ConverseRawBlock(start.kind, start.fields);
    }
    String name = String.valueOf(start.fields.get("name"));
    if (form.isAnswer(name)) {
      answered = true;
      return new ConverseFormBlock(form.wrapped());
    }
    text = null;
    ConverseCallBlock call = new ConverseCallBlock(toolCalls++);
    Object id = start.fields.get("toolUseId");
    call.begin(id instanceof String text ? text : "", names.toCaller(name), out);
    return call;
  }

  /** Reads a whole block. */
  void block(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (!WireJson.enterObject(json)) {
      return;
    }
    while (json.hasNext()) {
      String kind = json.nextName();
      switch (kind) {
        case "text", "reasoningContent", "citationsContent" -> said(kind, json, out);
        case "toolUse" -> called(WireJson.raw(json), out);
        default -> raw(kind, WireJson.raw(json), out);
      }
    }
    json.endObject();
  }

  private void said(String kind, JsonReader json, Consumer<? super ReplyEvent> out)
      throws IOException {
    ConverseSaidBlock block = new ConverseSaidBlock();
    ConverseDelta delta = new ConverseDelta();
    switch (kind) {
      case "text" -> delta.text = WireJson.text(json);
      case "reasoningContent" -> delta.reasoning(json);
      default -> delta.text = cited(json, block);
    }
    add(block, delta, out);
    end(block, out);
  }

  /** The text of a block with citations, which go to the block. */
  private static String cited(JsonReader json, ConverseSaidBlock block) throws IOException {
    StringBuilder text = new StringBuilder();
    if (!WireJson.enterObject(json)) {
      return "";
    }
    while (json.hasNext()) {
      String name = json.nextName();
      if (!name.equals("content") && !name.equals("citations")) {
        json.skipValue();
      } else if (WireJson.enterArray(json)) {
        while (json.hasNext()) {
          RawJson item = WireJson.raw(json);
          if (name.equals("citations")) {
            block.cite(item);
          } else if (item.isObject() && item.toMap().get("text") instanceof String part) {
            text.append(part);
          }
        }
        json.endArray();
      }
    }
    json.endObject();
    return text.toString();
  }

  private void called(RawJson value, Consumer<? super ReplyEvent> out) {
    Start start = new Start("toolUse", fields(value));
    if (!start.isCall()) {
      raw("toolUse", value, out);
      return;
    }
    ConverseAnswerBlock block = begin(start, out);
    ConverseDelta delta = new ConverseDelta();
    Object input = start.fields.get("input");
    delta.input = input == null ? "" : RawJson.of(input).text();
    add(block, delta, out);
    end(block, out);
  }

  private void raw(String kind, RawJson value, Consumer<? super ReplyEvent> out) {
    RawJson block = RawJson.parse("{" + RawJson.of(kind).text() + ":" + value.text() + "}");
    text = null;
    out.accept(ConverseRawBlock.event(kind, block));
  }

  /**
   * Ends what is still open, and says why the model stopped.
   *
   * @param further what came beside it
   */
  void finish(@Nullable String reason, List<ReplyEvent> further, Consumer<? super ReplyEvent> out) {
    open.values().forEach(block -> end(block, out));
    open.clear();
    FinishReason meaning = meaning(Objects.requireNonNullElse(reason, ""));
    if (meaning == FinishReason.TOOL_CALLS && answered && toolCalls == 0) {
      meaning = FinishReason.STOP;
    }
    out.accept(new ChatEvent.Finished(0, meaning, reason, stopSequence(further)));
  }

  private static FinishReason meaning(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** Models say it among the further fields that a request may ask them for. */
  private static @Nullable String stopSequence(List<ReplyEvent> further) {
    for (ReplyEvent event : further) {
      if (event instanceof ChatEvent.FieldReported field
          && field.name().equals(FURTHER)
          && fields(field.value()).get("stop_sequence") instanceof String met) {
        return met;
      }
    }
    return null;
  }

  private static Map<String, @Nullable Object> fields(RawJson value) {
    return value.isObject() ? value.toMap() : Map.of();
  }

  private static ProviderException malformed(String what) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, what).build();
  }

  /** How a block begins: its kind and its fields so far. */
  private record Start(String kind, Map<String, @Nullable Object> fields) {
    static @Nullable Start read(JsonReader json) throws IOException {
      Start start = null;
      if (WireJson.enterObject(json)) {
        while (json.hasNext()) {
          String kind = json.nextName();
          start = new Start(kind, ConverseContent.fields(WireJson.raw(json)));
        }
        json.endObject();
      }
      return start;
    }

    /** Whether the application is to call a tool, rather than Bedrock itself. */
    boolean isCall() {
      return kind.equals("toolUse") && !"server_tool_use".equals(fields.get("type"));
    }
  }
}
