package dev.gatewaysdk.examples.standin;

import dev.gatewaysdk.examples.standin.Answer.Ending;
import dev.gatewaysdk.examples.standin.Answer.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an answer as OpenAI does. */
final class OpenAiWire {
  private static final int PROMPT_TOKENS = 12;
  private static final int CACHED_TOKENS = 4;
  private static final int COMPLETION_TOKENS = 7;
  private static final int REASONING_TOKENS = 5;

  private final Asked asked;
  private final Answer answer;

  OpenAiWire(Asked asked, Answer answer) {
    this.asked = asked;
    this.answer = answer;
  }

  Map<String, @Nullable Object> whole() {
    List<Object> choices = new ArrayList<>();
    for (int i = 0; i < asked.choices(); i++) {
      choices.add(
          Fields.of(
              "index", i,
              "message", message(),
              "logprobs", logprobs(answer.pieces()),
              "finish_reason", finishReason()));
    }
    return Fields.of(
        "id",
        "chatcmpl-standin",
        "object",
        "chat.completion",
        "created",
        1_790_000_000,
        "model",
        asked.model() + "-2024-08-06",
        "choices",
        choices,
        "usage",
        usage(),
        "service_tier",
        "default",
        "system_fingerprint",
        "fp_standin");
  }

  private Map<String, @Nullable Object> message() {
    Map<String, @Nullable Object> message =
        Fields.of(
            "role",
            "assistant",
            "content",
            answer.refused() ? null : answer.text(),
            "refusal",
            answer.refused() ? answer.text() : null,
            "annotations",
            List.of());
    if (!answer.calls().isEmpty()) {
      message.put(
          "tool_calls",
          answer.calls().stream()
              .map(call -> Fields.of("id", call.id(), "type", "function", "function", of(call)))
              .toList());
    }
    return message;
  }

  private static Map<String, @Nullable Object> of(ToolCall call) {
    return Fields.of("name", call.name(), "arguments", call.arguments());
  }

  /** The chunks before a pause, should there be one. */
  List<Map<String, @Nullable Object>> beginning() {
    List<Map<String, @Nullable Object>> chunks = new ArrayList<>();
    for (int i = 0; i < asked.choices(); i++) {
      chunks.add(
          chunk(i, Fields.of("role", "assistant", "content", "", "refusal", null), null, null));
    }
    if (!answer.pieces().isEmpty()) {
      piece(chunks, answer.pieces().get(0));
    }
    return chunks;
  }

  /** The chunks after that. */
  List<Map<String, @Nullable Object>> rest() {
    List<Map<String, @Nullable Object>> chunks = new ArrayList<>();
    answer.pieces().stream().skip(1).forEach(piece -> piece(chunks, piece));
    for (int i = 0; i < answer.calls().size(); i++) {
      call(chunks, i, answer.calls().get(i));
    }
    if (answer.ending() == Ending.ERROR || answer.ending() == Ending.CUT) {
      return chunks;
    }
    for (int i = 0; i < asked.choices(); i++) {
      chunks.add(chunk(i, Fields.of(), null, finishReason()));
    }
    if (asked.body().containsKey("stream_options")) {
      Map<String, @Nullable Object> last = chunk(0, Fields.of(), null, null);
      last.put("choices", List.of());
      last.put("usage", usage());
      chunks.add(last);
    }
    return chunks;
  }

  private void piece(List<Map<String, @Nullable Object>> chunks, String text) {
    for (int i = 0; i < asked.choices(); i++) {
      String channel = answer.refused() ? "refusal" : "content";
      chunks.add(chunk(i, Fields.of(channel, text), logprobs(List.of(text)), null));
    }
  }

  private void call(List<Map<String, @Nullable Object>> chunks, int index, ToolCall call) {
    String arguments = call.arguments();
    int half = arguments.length() / 2;
    chunks.add(
        toolChunk(
            Fields.of(
                "index",
                index,
                "id",
                call.id(),
                "type",
                "function",
                "function",
                Fields.of("name", call.name(), "arguments", ""))));
    for (String part : List.of(arguments.substring(0, half), arguments.substring(half))) {
      chunks.add(toolChunk(Fields.of("index", index, "function", Fields.of("arguments", part))));
    }
  }

  private Map<String, @Nullable Object> toolChunk(Map<String, @Nullable Object> call) {
    return chunk(0, Fields.of("tool_calls", List.of(call)), null, null);
  }

  private Map<String, @Nullable Object> chunk(
      int index,
      Map<String, @Nullable Object> delta,
      @Nullable Object logprobs,
      @Nullable String finishReason) {
    return Fields.of(
        "id", "chatcmpl-standin",
        "object", "chat.completion.chunk",
        "created", 1_790_000_000,
        "model", asked.model() + "-2024-08-06",
        "service_tier", "default",
        "system_fingerprint", "fp_standin",
        "choices",
            List.of(
                Fields.of(
                    "index", index,
                    "delta", delta,
                    "logprobs", logprobs,
                    "finish_reason", finishReason)),
        "usage", null,
        "obfuscation", "x7Gq");
  }

  private @Nullable Object logprobs(List<String> pieces) {
    if (!asked.logprobs()) {
      return null;
    }
    List<Object> tokens = new ArrayList<>();
    for (String piece : pieces) {
      Map<String, @Nullable Object> token =
          Fields.of("token", piece, "logprob", -0.25, "bytes", bytes(piece));
      token.put("top_logprobs", List.of(Map.copyOf(token)));
      tokens.add(token);
    }
    return Fields.of("content", tokens, "refusal", null);
  }

  private static List<Integer> bytes(String text) {
    List<Integer> bytes = new ArrayList<>();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
    return bytes;
  }

  private String finishReason() {
    return answer.ending() == Ending.LENGTH
        ? "length"
        : answer.calls().isEmpty() ? "stop" : "tool_calls";
  }

  private Map<String, @Nullable Object> usage() {
    return Fields.of(
        "prompt_tokens",
        PROMPT_TOKENS,
        "completion_tokens",
        COMPLETION_TOKENS,
        "total_tokens",
        PROMPT_TOKENS + COMPLETION_TOKENS,
        "prompt_tokens_details",
        Fields.of("cached_tokens", CACHED_TOKENS, "audio_tokens", 0),
        "completion_tokens_details",
        Fields.of(
            "reasoning_tokens", answer.reasoning().isEmpty() ? 0 : REASONING_TOKENS,
            "audio_tokens", 0,
            "accepted_prediction_tokens", 0,
            "rejected_prediction_tokens", 0));
  }
}
