package dev.gatewaysdk.provider.geminiwire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.conformance.Recording;
import dev.gatewaysdk.conformance.Recordings;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Added to the next request, a recorded answer goes back in the parts that it came in. */
class AnswersSentBackTest {
  @Test
  void goBackToTheGeminiApiAsTheyCame() {
    compare("gemini", GeminiFlavor.GEMINI);
  }

  @Test
  void goBackToVertexAsTheyCame() {
    compare("vertex", GeminiFlavor.VERTEX);
  }

  private static void compare(String provider, GeminiFlavor flavor) {
    for (Recording recording : Recordings.of(provider, "chat", "chat_stream")) {
      List<Map<String, Object>> pieces = pieces(recording);
      if (recording.status() == 200 && pieces.stream().noneMatch(one -> one.containsKey("error"))) {
        assertThat(sentBack(pieces, flavor)).as(recording.name()).isEqualTo(received(pieces));
      }
    }
  }

  private static List<Map<String, Object>> pieces(Recording recording) {
    String body = recording.body().utf8();
    if (recording.streamed() && !body.startsWith("[")) {
      return body.lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> RawJson.parse(line.substring(6)).toMap())
          .toList();
    }
    Object json = RawJson.parse(body).toJava();
    return json instanceof List<?> list
        ? list.stream().map(AnswersSentBackTest::map).toList()
        : List.of(map(json));
  }

  private static List<Map<String, Object>> sentBack(
      List<Map<String, Object>> pieces, GeminiFlavor flavor) {
    GeminiReplies replies = new GeminiReplies(flavor, ChatRequest.builder("e").user("Hi").build());
    ChatMessage answer =
        GeminiReplies.collected(
                replies.streamed(pieces.stream().map(piece -> RawJson.of(piece).text()).toList()))
            .message();
    ChatRequest.Builder request = ChatRequest.builder("e").user("Hi").message(answer);
    for (ToolCall call : answer.toolCalls()) {
      request.toolResult(call.id(), "done");
    }
    List<?> contents =
        (List<?>)
            WrittenRequest.of(request.build(), "gemini-2.5-pro", flavor).fields().get("contents");
    List<Map<String, Object>> parts = new ArrayList<>();
    if (contents.size() > 1) {
      for (Object part : (List<?>) map(contents.get(1)).get("parts")) {
        parts.add(map(part));
        Map<String, Object> call = map(map(part).get("functionCall"));
        if (String.valueOf(call.get("id")).startsWith("call_" + pieces.get(0).get("responseId"))) {
          call.remove("id");
        }
      }
    }
    return parts;
  }

  /** Text in pieces is one text; empty text without a signature is none. */
  private static List<Map<String, Object>> received(List<Map<String, Object>> pieces) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Map<String, Object> piece : pieces) {
      for (Object candidate : list(piece.get("candidates"))) {
        for (Object part : list(map(map(candidate).get("content")).get("parts"))) {
          add(new LinkedHashMap<>(map(part)), parts);
        }
      }
    }
    return parts;
  }

  private static void add(Map<String, Object> part, List<Map<String, Object>> parts) {
    Map<String, Object> last = parts.isEmpty() ? Map.of() : parts.get(parts.size() - 1);
    if (part.equals(Map.of("text", ""))) {
      return;
    }
    boolean goesOn =
        last.containsKey("text")
            && part.containsKey("text")
            && !last.containsKey("thoughtSignature")
            && last.containsKey("thought") == part.containsKey("thought");
    if (goesOn) {
      last.put("text", "" + last.get("text") + part.get("text"));
      if (part.containsKey("thoughtSignature")) {
        last.put("thoughtSignature", part.get("thoughtSignature"));
      }
    } else {
      map(part.get("functionCall")).putIfAbsent("args", Map.of());
      parts.add(part);
    }
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys.
  private static Map<String, Object> map(Object value) {
    return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
