package dev.gatewaysdk.provider.openaiwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatCollector;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.conformance.Replays;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okio.Buffer;

/** A unary reply is a stream with large events. */
class OpenAiReplyProperties {
  private static final Map<String, Object> USAGE =
      Map.of("prompt_tokens", 3, "completion_tokens", 4, "total_tokens", 7);

  private record Tool(String id, String name, String arguments) {}

  private record Choice(
      String reasoning, String text, String refusal, List<Tool> tools, String finishReason) {}

  @Property
  void aStreamCollectsToTheReplyItWouldHaveBeen(
      @ForAll("replies") List<Choice> choices, @ForAll long seed) throws IOException {
    CallTrail trail = new CallTrail();
    Random random = new Random(seed);

    ChatResponse unary =
        collect(
            out ->
                new OpenAiReplyReader(WireFlavor.OPENAI, trail, "c1")
                    .whole(json(unaryBody(choices)), out));
    OpenAiReplyReader reader = new OpenAiReplyReader(WireFlavor.OPENAI, trail, "c1");
    ChatResponse streamed =
        collect(
            out -> {
              for (Map<String, Object> chunk : chunks(choices, random)) {
                reader.event(json(chunk), out);
              }
              reader.sentinel(out);
            });

    assertThat(streamed.choices()).isEqualTo(unary.choices());
    assertThat(Replays.same(streamed, unary)).isTrue();
  }

  private interface Reading {
    void into(Consumer<ReplyEvent> out) throws IOException;
  }

  private static ChatResponse collect(Reading reading) throws IOException {
    ChatCollector collector = new ChatCollector();
    reading.into(event -> collector.add((ChatEvent) event));
    return collector.toResponse().build();
  }

  private static JsonReader json(Object value) {
    return JsonReader.of(new Buffer().writeUtf8(RawJson.of(value).text()));
  }

  private static Map<String, Object> unaryBody(List<Choice> choices) {
    List<Object> written = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      List<Object> tools = new ArrayList<>();
      for (Tool tool : choice.tools) {
        tools.add(tool(tool.id, tool.name, tool.arguments));
      }
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("role", "assistant");
      message.put("content", choice.text.isEmpty() ? null : choice.text);
      message.put("refusal", choice.refusal.isEmpty() ? null : choice.refusal);
      message.put("reasoning", choice.reasoning);
      message.put("tool_calls", tools);
      written.add(Map.of("index", i, "message", message, "finish_reason", choice.finishReason));
    }
    return Map.of("id", "i", "model", "m", "choices", written, "usage", USAGE);
  }

  private static Map<String, Object> tool(String id, String name, String arguments) {
    return Map.of(
        "id", id, "type", "function", "function", Map.of("name", name, "arguments", arguments));
  }

  /** The choices in small pieces, interleaved. */
  private static List<Map<String, Object>> chunks(List<Choice> choices, Random random) {
    List<List<Object>> left = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      left.add(pieces(i, choices.get(i), random));
    }
    List<Map<String, Object>> chunks = new ArrayList<>();
    while (left.stream().anyMatch(pieces -> !pieces.isEmpty())) {
      List<Object> pieces = left.get(random.nextInt(left.size()));
      if (!pieces.isEmpty()) {
        chunks.add(Map.of("id", "i", "model", "m", "choices", List.of(pieces.remove(0))));
      }
    }
    chunks.add(Map.of("choices", List.of(), "usage", USAGE));
    return chunks;
  }

  private static List<Object> pieces(int index, Choice choice, Random random) {
    List<Object> deltas = new ArrayList<>();
    deltas.add(Map.of("role", "assistant", "content", ""));
    cut(choice.reasoning, random).forEach(text -> deltas.add(Map.of("reasoning", text)));
    cut(choice.text, random).forEach(text -> deltas.add(Map.of("content", text)));
    cut(choice.refusal, random).forEach(text -> deltas.add(Map.of("refusal", text)));
    for (int i = 0; i < choice.tools.size(); i++) {
      Tool tool = choice.tools.get(i);
      Map<String, Object> start = new LinkedHashMap<>(tool(tool.id, tool.name, ""));
      start.put("index", i);
      deltas.add(Map.of("tool_calls", List.of(start)));
      int position = i;
      cut(tool.arguments, random)
          .forEach(
              text ->
                  deltas.add(
                      Map.of(
                          "tool_calls",
                          List.of(
                              Map.of("index", position, "function", Map.of("arguments", text))))));
    }
    List<Object> pieces = new ArrayList<>();
    deltas.forEach(delta -> pieces.add(Map.of("index", index, "delta", delta)));
    pieces.add(Map.of("index", index, "delta", Map.of(), "finish_reason", choice.finishReason));
    return pieces;
  }

  /** Cuts between code points: no provider can write half of one. */
  private static List<String> cut(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    for (int from = 0; from < points.length; ) {
      int length = Math.min(points.length - from, 1 + random.nextInt(4));
      pieces.add(new String(points, from, length));
      from += length;
    }
    return pieces;
  }

  @Provide
  Arbitrary<List<Choice>> replies() {
    Arbitrary<String> text =
        Arbitraries.of("a", "Zwölf ", "😀", "\n", "\"", "{", "\\", "\u2028")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    Arbitrary<Tool> tool =
        Combinators.combine(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8), text, text)
            .as((id, name, arguments) -> new Tool(id, "f" + name, arguments));
    return Combinators.combine(
            text,
            text,
            text,
            tool.list().ofMaxSize(3).uniqueElements(Tool::id),
            Arbitraries.of("stop", "length", "tool_calls", "content_filter", "new_reason"))
        .as(Choice::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }
}
