package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.AnswerForm;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.provider.http.WireNames;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer of the Messages API, streamed or whole, into events.
 *
 * <p>Keys may stand in any order, unknown ones are skipped, and no value of an unexpected type is
 * an error. Blocks are told apart by their index, since they may be interleaved. The reason for
 * stopping and the usage are given at {@code message_stop}, the only proper end of a stream.
 */
final class AnthropicReplyReader implements ReplyReader {
  private static final int OK = 200;

  private static final WireNames EVENT =
      new WireNames(
          "type",
          "index",
          "delta",
          "message",
          "content_block",
          "usage",
          "error",
          "request_id",
          "context_management");
  private static final WireNames TYPES =
      new WireNames(
          "content_block_delta",
          "content_block_start",
          "content_block_stop",
          "message_start",
          "message_delta",
          "message_stop",
          "error");

  private final ToolNames names;
  private final AnswerForm form;
  private final AnthropicEnding ending = new AnthropicEnding();
  private final Map<Integer, AnthropicBlock> open = new LinkedHashMap<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable AnthropicTextBlock openText;
  private int toolCalls;
  private boolean answered;
  private boolean ended;

  /**
   * @param names of the request's tools
   * @param form that the answer was asked for in
   */
  AnthropicReplyReader(ToolNames names, AnswerForm form) {
    this.names = names;
    this.form = form;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> content = new ArrayList<>();
    Message message = message(json, content::add);
    if (message.error != null) {
      throw AnthropicErrors.inAnswer(message.error).build();
    }
    if (!message.hasContent) {
      throw malformed("the answer has no content");
    }
    out.accept(new ChatEvent.Started(id, model));
    content.forEach(out);
    finish(out);
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    String type = "";
    int index = -1;
    AnthropicBlock block = null;
    AnthropicDelta delta = null;
    AnthropicErrors.Body error = null;
    String requestId = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (EVENT.next(json)) {
        case "type" -> type = TYPES.value(json);
        case "index" -> index = json.nextInt();
        case "message" -> message(json, out);
        case "content_block" -> block = AnthropicBlock.read(json, toolCalls, names, form);
        case "delta" -> delta = AnthropicDelta.read(json);
        case "usage" -> ending.field("usage", json);
        case "error" -> error = AnthropicErrors.Body.read(json);
        case "request_id" -> requestId = WireJson.text(json);
        case "context_management" -> ending.field("context_management", json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    switch (type) {
      case "message_start" -> out.accept(new ChatEvent.Started(id, model));
      case "content_block_start" -> begin(index, block, out);
      case "content_block_delta" -> add(index, delta, out);
      case "content_block_stop" -> end(index, out);
      case "message_delta" -> ending.stopped(delta);
      case "message_stop" -> finish(out);
      case "error" -> throw error(error, requestId);
      default -> {} // ping, and whatever may come.
    }
  }

  private void begin(int index, @Nullable AnthropicBlock block, Consumer<? super ReplyEvent> out) {
    if (block == null) {
      throw malformed("a content block begins without its content_block");
    }
    end(index, out);
    open.put(index, block);
    begin(block, out);
  }

  private void begin(AnthropicBlock block, Consumer<? super ReplyEvent> out) {
    if (block instanceof AnthropicCallBlock) {
      toolCalls++;
    }
    answered |= block instanceof AnthropicAnswerBlock;
    if (openText != null && block instanceof AnthropicTextBlock) {
      out.accept(AnthropicTextBlock.boundary());
    }
    openText = null;
    block.begin(out);
  }

  private void end(AnthropicBlock block, Consumer<? super ReplyEvent> out) {
    block.end(out);
    openText = block instanceof AnthropicTextBlock text && text.isOpenAtItsEnd() ? text : null;
  }

  private void add(int index, @Nullable AnthropicDelta delta, Consumer<? super ReplyEvent> out) {
    AnthropicBlock block = open.get(index);
    if (block == null || delta == null) {
      throw malformed("a delta belongs to no content block");
    }
    block.add(delta, out);
  }

  private void end(int index, Consumer<? super ReplyEvent> out) {
    AnthropicBlock block = open.remove(index);
    if (block != null) {
      end(block, out);
    }
  }

  private void finish(Consumer<? super ReplyEvent> out) {
    if (ended) {
      return;
    }
    ended = true;
    open.values().forEach(block -> end(block, out));
    open.clear();
    ending.give(answered && toolCalls == 0, out);
  }

  /** What a message object has besides what goes into the fields of this reader. */
  private static final class Message {
    boolean hasContent;
    AnthropicErrors.@Nullable Body error;
  }

  private Message message(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    Message message = new Message();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "id" -> id = WireJson.text(json);
        case "model" -> model = WireJson.text(json);
        case "content" -> message.hasContent = content(json, out);
        case "error" -> message.error = AnthropicErrors.Body.read(json);
        default -> ending.field(name, json);
      }
    }
    json.endObject();
    return message;
  }

  private boolean content(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (!WireJson.enterArray(json)) {
      return false;
    }
    while (json.hasNext()) {
      AnthropicBlock block = AnthropicBlock.read(json, toolCalls, names, form);
      begin(block, out);
      end(block, out);
    }
    json.endArray();
    return true;
  }

  private static ProviderException error(
      AnthropicErrors.@Nullable Body error, @Nullable String requestId) {
    return error == null
        ? malformed("an error event without its error")
        : AnthropicErrors.inAnswer(error.withRequestId(requestId)).build();
  }

  private static ProviderException malformed(String what) {
    return ProviderException.builder(FailureKind.MALFORMED_REPLY, what).status(OK).build();
  }
}
