package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes OpenAI's {@code text_completion}, which is the same for whole answers and chunks. */
final class TextCompletionWriter {
  private final long created;
  private String id;
  private String model;

  /**
   * @param known what is known of the answer so far
   * @param created seconds since 1970
   */
  TextCompletionWriter(CompletionResponse known, CompletionRequest request, long created) {
    String given = known.info().id();
    this.created = created;
    this.id = given == null || given.isEmpty() ? "cmpl-" + known.requestId() : given;
    this.model = Answers.model(known, request);
  }

  /** Takes over what the provider says of itself. */
  void started(AnswerStarted event) {
    id = event.id() == null || event.id().isEmpty() ? id : event.id();
    model = event.model() == null || event.model().isEmpty() ? model : event.model();
  }

  /** A whole answer. */
  static ServerReply whole(CompletionResponse response, CompletionRequest request, long created) {
    TextCompletionWriter writer = new TextCompletionWriter(response, request, created);
    JsonBody body =
        writer.object(
            json -> {
              json.name("choices").beginArray();
              for (int i = 0; i < response.choices().size(); i++) {
                CompletionChoice choice = response.choices().get(i);
                choice(json, i, choice.text(), choice.logprobs());
                finish(json, choice.finishReason(), choice.rawFinishReason());
                json.endObject();
              }
              json.endArray();
              TokenUsage usage = response.usage();
              if (usage != null) {
                UsageWriter.write(json.name("usage"), usage, response.rawUsage());
              }
            });
    return ServerReply.json(200, body.bytes());
  }

  /** The object around that. */
  JsonBody object(JsonBody inside) {
    return json -> {
      json.beginObject();
      CompletionWriter.head(json, id, "text_completion", created, model);
      inside.write(json);
      json.endObject();
    };
  }

  /** Begins a choice, up to why it ended. */
  static void choice(JsonWriter json, int index, String text, List<TokenLogprob> tokens)
      throws IOException {
    json.beginObject().name("index").value(index).name("text").value(text).name("logprobs");
    logprobs(json, tokens);
  }

  /** Says why a choice ended. */
  static void finish(JsonWriter json, FinishReason reason, @Nullable String raw)
      throws IOException {
    String word = FinishReasons.word(reason, raw, false, List.of());
    json.name("finish_reason").value(word);
    if (raw != null && !raw.equals(word)) {
      json.name("native_finish_reason").value(raw);
    }
  }

  private static void logprobs(JsonWriter json, List<TokenLogprob> tokens) throws IOException {
    if (tokens.isEmpty()) {
      json.nullValue();
      return;
    }
    json.beginObject().name("tokens").beginArray();
    for (TokenLogprob token : tokens) {
      json.value(token.token());
    }
    json.endArray().name("token_logprobs").beginArray();
    for (TokenLogprob token : tokens) {
      json.value(token.logprob());
    }
    json.endArray().name("top_logprobs");
    alternatives(json, tokens);
    if (tokens.stream().noneMatch(token -> token.textOffset() == null)) {
      json.name("text_offset").beginArray();
      for (TokenLogprob token : tokens) {
        json.value(token.textOffset());
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void alternatives(JsonWriter json, List<TokenLogprob> tokens) throws IOException {
    if (tokens.stream().allMatch(token -> token.alternatives() == null)) {
      json.nullValue();
      return;
    }
    json.beginArray();
    for (TokenLogprob token : tokens) {
      if (token.alternatives() == null) {
        json.nullValue();
      } else {
        token.alternatives().write(json);
      }
    }
    json.endArray();
  }
}
