package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes events as OpenAI's chunks. For one stream. */
final class ChunkWriter {
  /** What OpenAI repeats in every chunk. */
  private static final Set<String> REPEATED = Set.of("service_tier", "system_fingerprint");

  private static final JsonBody NOTHING = json -> {};

  private final ChatStream stream;
  private final ChatQuestion question;
  private final long created;
  private final Map<String, RawJson> fields = new LinkedHashMap<>(0);
  private final List<Consumer<ByteArrayOutputStream>> ends = new ArrayList<>(1);
  private final BitSet begun = new BitSet();
  private final DeltaWriter deltas;
  private final String made;
  private String id;
  private String model;

  ChunkWriter(ChatStream stream, ChatQuestion question, long created) {
    this.stream = stream;
    this.question = question;
    this.created = created;
    ChatResponse known = stream.soFar();
    this.id = CompletionWriter.id(known);
    this.model = CompletionWriter.model(known, question);
    this.made = CompletionWriter.made(known);
    this.deltas = new DeltaWriter(question.legacyFunctions(), made);
  }

  /** Adds what the event says, which may be nothing yet. */
  void write(ChatEvent event, ByteArrayOutputStream out) {
    if (event instanceof ChatEvent.Started e) {
      id = e.id() == null || e.id().isEmpty() ? id : e.id();
      model = e.model() == null || e.model().isEmpty() ? model : e.model();
    } else if (event instanceof ChatEvent.FieldReported e) {
      if (CompletionWriter.isFree(e.name())) {
        fields.put(e.name(), e.value());
      }
    } else if (event instanceof ChatEvent.LogprobsDelta e) {
      chunk(e.choice(), NOTHING, e.tokens(), null, out);
    } else if (event instanceof ChatEvent.Finished e) {
      ends.add(end -> finish(e, end));
    } else {
      DeltaWriter.Delta delta = deltas.of(event);
      if (delta != null) {
        chunk(delta.choice(), delta.fields(), null, null, out);
      }
    }
  }

  /**
   * Adds what says why each choice ended: held back until the end of the stream, so that what the
   * provider reports last stands in it, too.
   */
  void end(ByteArrayOutputStream out) {
    ends.forEach(end -> end.accept(out));
  }

  /** Adds the chunk that says what was used. */
  void usage(TokenUsage usage, @Nullable RawJson raw, ByteArrayOutputStream out) {
    object(
        json -> {
          json.name("choices").beginArray().endArray();
          UsageWriter.write(json.name("usage"), usage, raw);
        },
        out);
  }

  private void finish(ChatEvent.Finished event, ByteArrayOutputStream out) {
    List<ChatChoice> choices = stream.soFar().choices();
    boolean known = event.choice() < choices.size();
    ChatMessage message = known ? choices.get(event.choice()).message() : null;
    List<ToolCall> calls = message == null ? List.of() : message.toolCalls();
    if (message != null && !question.legacyFunctions() && !MessageWriter.isLegacy(calls)) {
      RawJson state = MessageState.of(message.parts(), Plain.of(message.parts(), made));
      if (state != null) {
        JsonBody body = json -> state.write(json.name(MessageState.FIELD));
        chunk(event.choice(), body, null, null, out);
      }
    }
    String raw = event.rawReason();
    String word = FinishReasons.word(event.reason(), raw, question.legacyFunctions(), calls);
    JsonBody finish =
        json -> {
          json.name("finish_reason").value(word);
          if (raw != null && !raw.equals(word)) {
            json.name("native_finish_reason").value(raw);
          }
        };
    chunk(event.choice(), NOTHING, null, finish, out);
  }

  /**
   * @param finish null while the choice goes on
   */
  private void chunk(
      int choice,
      JsonBody delta,
      @Nullable Logprobs logprobs,
      @Nullable JsonBody finish,
      ByteArrayOutputStream out) {
    if (!begun.get(choice)) {
      begun.set(choice);
      one(choice, DeltaWriter.BEGIN, null, null, out);
    }
    one(choice, delta, logprobs, finish, out);
  }

  private void one(
      int choice,
      JsonBody delta,
      @Nullable Logprobs logprobs,
      @Nullable JsonBody finish,
      ByteArrayOutputStream out) {
    object(
        json -> {
          json.name("choices").beginArray().beginObject();
          json.name("index").value(choice).name("delta").beginObject();
          delta.write(json);
          json.endObject().name("logprobs");
          MessageWriter.logprobs(json, logprobs);
          if (finish == null) {
            json.name("finish_reason").nullValue();
          } else {
            finish.write(json);
          }
          json.endObject().endArray();
          usageLeftOpen(json);
        },
        out);
  }

  private void usageLeftOpen(JsonWriter json) throws IOException {
    if (question.includeUsage()) {
      json.name("usage").nullValue();
    }
  }

  private void object(JsonBody inside, ByteArrayOutputStream out) {
    Sse.event(
        out,
        json -> {
          json.beginObject();
          CompletionWriter.head(json, id, "chat.completion.chunk", created, model);
          inside.write(json);
          for (Map.Entry<String, RawJson> field : fields.entrySet()) {
            field.getValue().write(json.name(field.getKey()));
          }
          json.endObject();
        });
    fields.keySet().retainAll(REPEATED);
  }
}
