package dev.gatewaysdk.provider.geminiwire;

import static dev.gatewaysdk.provider.geminiwire.GeminiReplies.collected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GeminiStreamedIsUnaryProperties {
  /**
   * An answer as Google could write it, in both of its wire forms.
   *
   * @param cut how many characters of text a piece has; at least 1
   * @param lastApart whether the reason for stopping comes in a piece of its own
   */
  record Answer(
      List<Map<String, Object>> parts,
      String reason,
      Map<String, Object> usage,
      int cut,
      boolean lastApart) {

    String whole() {
      return piece(parts, reason, usage);
    }

    List<String> streamed() {
      List<Map<String, Object>> pieces = new ArrayList<>();
      parts.forEach(part -> cut(part, pieces));
      List<String> data = new ArrayList<>();
      for (int i = 0; i < pieces.size(); i++) {
        boolean last = !lastApart && i == pieces.size() - 1;
        data.add(piece(List.of(pieces.get(i)), last ? reason : null, last ? usage : early()));
      }
      if (lastApart || pieces.isEmpty()) {
        data.add(piece(List.of(map("text", "")), reason, usage));
      }
      return data;
    }

    private Map<String, Object> early() {
      return map("promptTokenCount", usage.get("promptTokenCount"), "candidatesTokenCount", 1);
    }

    /** Text comes in pieces, the signature with the last one, or after it with no text. */
    private void cut(Map<String, Object> part, List<Map<String, Object>> pieces) {
      if (!(part.get("text") instanceof String text)) {
        pieces.add(part);
        return;
      }
      Map<String, Object> rest = new LinkedHashMap<>(part);
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + cut);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
          end++; // JSON text in UTF-8 has no half characters.
        }
        Map<String, Object> piece = new LinkedHashMap<>(part);
        piece.remove("thoughtSignature");
        piece.put("text", text.substring(at, end));
        pieces.add(piece);
        at = end;
      }
      if (part.containsKey("thoughtSignature") || text.isEmpty()) {
        rest.put("text", "");
        pieces.add(rest);
      }
    }

    private static String piece(
        List<Map<String, Object>> parts, String reason, Map<String, Object> usage) {
      Map<String, Object> candidate = map("content", map("parts", parts, "role", "model"));
      if (reason != null) {
        candidate.put("finishReason", reason);
      }
      candidate.put("index", 0);
      return RawJson.of(
              map(
                  "candidates",
                  List.of(candidate),
                  "usageMetadata",
                  usage,
                  "modelVersion",
                  "gemini-x",
                  "responseId",
                  "r1"))
          .text();
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStreamCollectsToItsUnaryAnswer(@ForAll("answers") Answer answer) {
    ChatResponse unary = collected(GeminiReplies.gemini().whole(answer.whole()));
    ChatResponse stream = collected(GeminiReplies.gemini().streamed(answer.streamed()));

    assertThat(stream).isEqualTo(unary);
    assertThat(stream.rawFinishReason()).isEqualTo(answer.reason());
    assertThat(stream.rawUsage().toMap()).isEqualTo(unary.rawUsage().toMap());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStreamBeginsOnceThenSpeaksAndFinishesOnce(@ForAll("answers") Answer answer) {
    List<ReplyEvent> events = GeminiReplies.gemini().streamed(answer.streamed());

    assertThat(events.get(0)).isEqualTo(new ChatEvent.Started("r1", "gemini-x"));
    assertThat(events).filteredOn(ChatEvent.Started.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(ChatEvent.Finished.class::isInstance).hasSize(1);
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Finished.class);
    assertThat(events).filteredOn(ChatEvent.UsageReported.class::isInstance).isNotEmpty();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anAnswerCanBeSentBackWithAllThatIsInIt(@ForAll("answers") Answer answer) {
    ChatMessage said = collected(GeminiReplies.gemini().whole(answer.whole())).message();
    ChatRequest.Builder request = ChatRequest.builder("e").user("Hi").message(said);
    said.toolCalls().forEach(call -> request.toolResult(call.id(), "done"));

    List<?> contents =
        (List<?>) WrittenRequest.of(request, "gemini-2.5-pro").fields().get("contents");

    if (said.parts().isEmpty()) {
      assertThat(contents).hasSize(1);
    } else {
      String again =
          RawJson.of(Map.of("candidates", List.of(Map.of("content", contents.get(1))))).text();
      assertThat(collected(GeminiReplies.gemini().whole(again)).message().parts())
          .isEqualTo(said.parts());
    }
  }

  @Provide
  Arbitrary<Answer> answers() {
    return Combinators.combine(
            parts().list().ofMaxSize(6),
            Arbitraries.of("STOP", "MAX_TOKENS", "SAFETY", "MALFORMED_FUNCTION_CALL", "NEW"),
            usages(),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(true, false))
        .as(Answer::new);
  }

  private static Arbitrary<Map<String, Object>> parts() {
    Arbitrary<Map<String, Object>> text = texts().map(t -> map("text", t));
    Arbitrary<Map<String, Object>> thought = texts().map(t -> map("text", t, "thought", true));
    Arbitrary<Map<String, Object>> call =
        Combinators.combine(arguments(), Arbitraries.of("f", "g"))
            .as((a, name) -> map("functionCall", map("name", name, "args", a)));
    Arbitrary<Map<String, Object>> code =
        texts().map(t -> map("executableCode", map("language", "PYTHON", "code", t)));
    return Combinators.combine(
            Arbitraries.oneOf(text, thought, call, code), Arbitraries.of("", "EqQ/+=", "Ep=="))
        .as(GeminiStreamedIsUnaryProperties::signed);
  }

  private static Map<String, Object> signed(Map<String, Object> part, String signature) {
    if (!signature.isEmpty()) {
      part.put("thoughtSignature", signature);
    }
    return part;
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab \n\"\\/{}é日\u2028")
        .ofMaxLength(20)
        .map(text -> text.replace("é", "é😀"));
  }

  private static Arbitrary<Map<String, Object>> arguments() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            texts().map(t -> (Object) t),
            Arbitraries.longs().map(n -> (Object) n),
            texts().list().ofMaxSize(2).map(list -> (Object) list));
    return Arbitraries.maps(texts(), values).ofMaxSize(3).map(map -> map);
  }

  private static Arbitrary<Map<String, Object>> usages() {
    Arbitrary<Long> counts = Arbitraries.longs().between(0, 200_000);
    return Combinators.combine(counts, counts, counts, counts)
        .as(
            (prompt, candidates, thoughts, tools) ->
                map(
                    "promptTokenCount", prompt,
                    "candidatesTokenCount", candidates,
                    "thoughtsTokenCount", thoughts,
                    "toolUsePromptTokenCount", tools,
                    "totalTokenCount", prompt + candidates + thoughts + tools));
  }

  private static Map<String, Object> map(Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return map;
  }
}
