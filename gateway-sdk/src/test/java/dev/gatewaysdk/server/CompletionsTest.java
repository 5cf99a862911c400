package dev.gatewaysdk.server;

import static dev.gatewaysdk.server.Surface.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as OpenAI's types promise them, whole and in chunks. */
class CompletionsTest {
  private static final TokenUsage USAGE = new TokenUsage(10, 4, 0, 5, 2, 15, false);

  /** A whole answer of the fake with these parts. */
  private static ChatResponse response(FinishReason reason, String raw, ContentPart... parts) {
    return new ChatResponse.Builder(
            List.of(new ChatChoice(ChatMessage.assistant(List.of(parts)), reason, raw, null)))
        .id("id-1")
        .model("gpt-4o-2024")
        .usage(USAGE, RawJson.parse("{}"))
        .build();
  }

  private static Map<String, Object> whole(ChatResponse response, String fields) {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().reply(response);
      return Surface.json(surface.ask(fields));
    }
  }

  private static String streamed(ChatResponse response, String fields) {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().reply(response);
      return surface.ask("\"stream\":true" + (fields.isEmpty() ? "" : "," + fields)).text();
    }
  }

  private static List<Object> deltas(String sse, String path) {
    List<Object> found = new ArrayList<>();
    for (Map<String, Object> event : Surface.events(sse)) {
      List<?> choices = (List<?>) event.get("choices");
      if (!choices.isEmpty()) {
        Object value = at(choices.get(0), path);
        if (value != null) {
          found.add(value);
        }
      }
    }
    return found;
  }

  @Test
  void writesAnAnswer() {
    Map<String, Object> json =
        whole(response(FinishReason.STOP, "stop", new ContentPart.Text("Hello")), "");

    assertThat(json.keySet())
        .containsExactly("id", "object", "created", "model", "choices", "usage");
    assertThat(json)
        .containsEntry("id", "id-1")
        .containsEntry("object", "chat.completion")
        .containsEntry("model", "gpt-4o-2024");
    assertThat(json.get("created")).isInstanceOf(Long.class);
    assertThat(((Map<?, ?>) at(json, "choices.0")).keySet().toString())
        .isEqualTo("[index, message, logprobs, finish_reason]");
    assertThat(at(json, "choices.0.index")).isEqualTo(0L);
    assertThat(at(json, "choices.0.finish_reason")).isEqualTo("stop");
    assertThat(at(json, "choices.0.message").toString())
        .isEqualTo("{role=assistant, content=Hello, refusal=null}");
    assertThat(json.get("usage").toString())
        .isEqualTo(
            "{prompt_tokens=10, completion_tokens=5, total_tokens=15,"
                + " prompt_tokens_details={cached_tokens=4},"
                + " completion_tokens_details={reasoning_tokens=2}}");
  }

  @Test
  void inventsNoUsage() {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().reply("Hello").withoutUsage();

      assertThat(Surface.json(surface.ask(""))).doesNotContainKey("usage");
      String stream =
          surface.ask("\"stream\":true,\"stream_options\":{\"include_usage\":true}").text();
      assertThat(Surface.events(stream))
          .allSatisfy(event -> assertThat(event).containsEntry("usage", null));
      assertThat(stream).endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void makesAnIdOfTheCallsWhereTheProviderGaveNone() {
    try (Surface surface =
        Surface.scripted(
            new ChatEvent.TextDelta(0, "x"),
            new ChatEvent.Finished(0, FinishReason.STOP, "stop", null))) {
      for (String stream : List.of("\"stream\":false", "\"stream\":true")) {
        ServerReply reply = surface.askScripted(stream);

        assertThat(reply.text())
            .contains("\"id\":\"chatcmpl-" + surface.usage.last().requestId())
            .contains("\"model\":\"gpt-4o\"");
      }
    }
  }

  @Test
  void writesCallsWithNullForTheContent() {
    Map<String, Object> json =
        whole(
            response(
                FinishReason.TOOL_CALLS,
                "tool_calls",
                ContentPart.ToolCall.of("c1", "f", "{\"a\":1}"),
                new ContentPart.ToolCall("c2", "g", "free", ContentPart.ToolCall.Type.CUSTOM)),
            "");

    assertThat(at(json, "choices.0.finish_reason")).isEqualTo("tool_calls");
    assertThat(at(json, "choices.0.message").toString())
        .isEqualTo(
            "{role=assistant, content=null, refusal=null, tool_calls=["
                + "{id=c1, type=function, function={name=f, arguments={\"a\":1}}},"
                + " {id=c2, type=custom, custom={name=g, input=free}}]}");
  }

  @Test
  void writesARefusalWithNullForTheContent() {
    Map<String, Object> json =
        whole(response(FinishReason.STOP, "stop", new ContentPart.Refusal("No.")), "");

    assertThat(at(json, "choices.0.message").toString())
        .isEqualTo("{role=assistant, content=null, refusal=No.}");
  }

  @Test
  void writesReasoningBesideTheText() {
    Map<String, Object> json =
        whole(
            response(
                FinishReason.STOP,
                "stop",
                new ContentPart.Reasoning("hm", null),
                new ContentPart.Text("Hello")),
            "");

    assertThat(at(json, "choices.0.message").toString())
        .isEqualTo("{role=assistant, content=Hello, refusal=null, reasoning_content=hm}");
  }

  @Test
  void writesCitationsSoundAndWhatBelongsToTheProviderOnly() {
    RawJson citations = RawJson.parse("[{\"type\":\"url_citation\"}]");
    Object[] events = {
      new ChatEvent.AudioDelta(0, "a1", "AA==", "said", 7L),
      new ChatEvent.BlockAdded(
          0, new ContentPart.ProviderBlock("openai", "annotations", citations)),
      new ChatEvent.Finished(0, FinishReason.STOP, "stop", null)
    };
    try (Surface surface = Surface.scripted(events)) {
      Map<String, Object> json = Surface.json(surface.askScripted(""));
      String sse = surface.askScripted("\"stream\":true").text();

      assertThat(at(json, "choices.0.message.annotations.0.type")).isEqualTo("url_citation");
      assertThat(at(json, "choices.0.message.audio").toString())
          .isEqualTo("{id=a1, data=AA==, transcript=said, expires_at=7}");
      assertThat(at(json, "choices.0.message.provider_state")).isNotNull();
      assertThat(deltas(sse, "delta.audio").get(0)).isEqualTo(at(json, "choices.0.message.audio"));
      assertThat(deltas(sse, "delta.annotations")).hasSize(1);
    }
  }

  @Test
  void writesLogprobsAndFurtherFields() {
    Logprobs token = new Logprobs(List.of(RawJson.parse("{\"token\":\"Hi\"}")), List.of());
    Object[] events = {
      new ChatEvent.FieldReported("service_tier", RawJson.of("flex")),
      new ChatEvent.FieldReported("object", RawJson.of("not this one")),
      new ChatEvent.TextDelta(0, "Hi"),
      new ChatEvent.LogprobsDelta(0, token),
      new ChatEvent.Finished(0, FinishReason.STOP, "stop", null)
    };
    try (Surface surface = Surface.scripted(events)) {
      Map<String, Object> json = Surface.json(surface.askScripted(""));
      String sse = surface.askScripted("\"stream\":true").text();

      assertThat(at(json, "choices.0.logprobs").toString())
          .isEqualTo("{content=[{token=Hi}], refusal=null}");
      assertThat(json).containsEntry("service_tier", "flex");
      assertThat(json).containsEntry("object", "chat.completion");
      assertThat(deltas(sse, "logprobs")).containsExactly(at(json, "choices.0.logprobs"));
      assertThat(Surface.events(sse))
          .allSatisfy(event -> assertThat(event).containsEntry("service_tier", "flex"));
    }
  }

  @Test
  void endsWithTheReasonHoweverLateTheProviderReportsTheRest() {
    Object[] events = {
      new ChatEvent.TextDelta(0, "Hi"),
      new ChatEvent.Finished(0, FinishReason.STOP, "stop", null),
      new ChatEvent.FieldReported("service_tier", RawJson.of("flex")),
      new ChatEvent.FieldReported("citations", RawJson.of(List.of("x")))
    };
    try (Surface surface = Surface.scripted(events)) {
      List<Map<String, Object>> chunks =
          Surface.events(surface.askScripted("\"stream\":true").text());

      assertThat(chunks).hasSize(3);
      assertThat(at(chunks.get(2), "choices.0.finish_reason")).isEqualTo("stop");
      assertThat(chunks.get(2)).containsEntry("service_tier", "flex").containsKey("citations");
    }
  }

  @Test
  void keepsTheChoicesOfAStreamApart() {
    Object[] events = {
      new ChatEvent.TextDelta(1, "b"),
      new ChatEvent.TextDelta(0, "a"),
      new ChatEvent.Finished(1, FinishReason.LENGTH, "length", null),
      new ChatEvent.Finished(0, FinishReason.STOP, "stop", null)
    };
    try (Surface surface = Surface.scripted(events)) {
      List<Map<String, Object>> chunks =
          Surface.events(surface.askScripted("\"stream\":true,\"n\":2").text());

      assertThat(chunks)
          .extracting(chunk -> at(chunk, "choices.0.index"))
          .containsExactly(1L, 1L, 0L, 0L, 1L, 0L);
      assertThat(at(chunks.get(2), "choices.0.delta.role")).isEqualTo("assistant");
    }
  }

  @Test
  void writesTheCallInTheFormInWhichFunctionsWereOffered() {
    ChatResponse call =
        response(
            FinishReason.TOOL_CALLS, "tool_calls", ContentPart.ToolCall.of("c1", "f", "{\"a\":1}"));
    String functions = "\"functions\":[{\"name\":\"f\"}]";

    Map<String, Object> json = whole(call, functions);
    assertThat(at(json, "choices.0.finish_reason")).isEqualTo("function_call");
    assertThat(at(json, "choices.0.message").toString())
        .isEqualTo(
            "{role=assistant, content=null, refusal=null,"
                + " function_call={name=f, arguments={\"a\":1}}}");

    String sse = streamed(call, functions);
    assertThat(deltas(sse, "delta.function_call").get(0).toString()).startsWith("{name=f");
    assertThat(deltas(sse, "finish_reason")).containsExactly("function_call");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, stop, stop, ",
    "STOP, end_turn, stop, end_turn",
    "LENGTH, max_tokens, length, max_tokens",
    "CONTENT_FILTER, refusal, content_filter, refusal",
    "PAUSED, pause_turn, length, pause_turn",
    "OTHER, RECITATION, length, RECITATION",
    "OTHER, , stop, ",
  })
  void saysWhyTheModelStoppedInOpenAisWords(
      FinishReason reason, String raw, String word, String own) {
    ChatResponse response = response(reason, raw, new ContentPart.Text("x"));
    Map<String, Object> json = whole(response, "");

    assertThat(at(json, "choices.0.finish_reason")).isEqualTo(word);
    assertThat(at(json, "choices.0.native_finish_reason")).isEqualTo(own);
    assertThat(deltas(streamed(response, ""), "finish_reason")).containsExactly(word);
  }

  @Test
  void writesChunks() {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().stream("Hel", "lo").usage(TokenUsage.of(3, 2));

      ServerReply reply =
          surface.ask("\"stream\":true,\"stream_options\":{\"include_usage\":true}");
      String sse = reply.text();
      List<Map<String, Object>> events = Surface.events(sse);

      assertThat(reply.headers())
          .containsEntry("Content-Type", "text/event-stream")
          .containsEntry("Cache-Control", "no-cache")
          .containsEntry("x-gateway-target", "fake/gpt-4o")
          .containsEntry("x-request-id", surface.usage.last().requestId());
      assertThat(sse).endsWith("\n\ndata: [DONE]\n\n");
      assertThat(events).hasSize(5);
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(event)
                      .containsEntry("object", "chat.completion.chunk")
                      .containsEntry("id", events.get(0).get("id"))
                      .containsKeys("created", "model", "usage"));
      assertThat(at(events.get(0), "choices.0").toString())
          .isEqualTo(
              "{index=0, delta={role=assistant, content=, refusal=null}, logprobs=null,"
                  + " finish_reason=null}");
      assertThat(at(events.get(1), "choices.0.delta").toString()).isEqualTo("{content=Hel}");
      assertThat(at(events.get(3), "choices.0").toString())
          .isEqualTo("{index=0, delta={}, logprobs=null, finish_reason=stop}");
      assertThat(events.subList(0, 4)).allSatisfy(e -> assertThat(e.get("usage")).isNull());
      assertThat(events.get(4).get("choices")).isEqualTo(List.of());
      assertThat(events.get(4).get("usage").toString())
          .isEqualTo("{prompt_tokens=3, completion_tokens=2, total_tokens=5}");
    }
  }

  @Test
  void sendsNoUsageThatNobodyAskedFor() {
    String sse = streamed(response(FinishReason.STOP, "stop", new ContentPart.Text("x")), "");

    assertThat(Surface.events(sse)).allSatisfy(e -> assertThat(e).doesNotContainKey("usage"));
  }

  @Test
  void streamsCallsByTheirIndex() {
    String sse =
        streamed(
            response(
                FinishReason.TOOL_CALLS,
                "tool_calls",
                ContentPart.ToolCall.of("c1", "f", "{\"a\":1}"),
                ContentPart.ToolCall.of("c2", "g", "{}")),
            "");
    StringBuilder first = new StringBuilder();
    List<Object> ids = new ArrayList<>();
    for (Object calls : deltas(sse, "delta.tool_calls")) {
      Map<?, ?> call = (Map<?, ?>) ((List<?>) calls).get(0);
      if (call.containsKey("id")) {
        ids.add(call.get("id"));
        assertThat(call.get("type")).isEqualTo("function");
        assertThat(at(call, "function.name")).isNotNull();
      }
      if (Objects.equals(call.get("index"), 0L)) {
        first.append(at(call, "function.arguments"));
      }
    }

    assertThat(ids).containsExactly("c1", "c2");
    assertThat(first).hasToString("{\"a\":1}");
    assertThat(deltas(sse, "finish_reason")).containsExactly("tool_calls");
  }

  @Test
  void makesIdsForCallsThatHaveNone() {
    ChatResponse response =
        response(
            FinishReason.TOOL_CALLS,
            "STOP",
            ContentPart.ToolCall.of("", "f", "{}"),
            ContentPart.ToolCall.of("", "g", "{}"));
    Map<String, Object> json = whole(response, "");

    assertThat(at(json, "choices.0.message.tool_calls.0.id").toString()).startsWith("call_");
    assertThat(at(json, "choices.0.message.tool_calls.1.id"))
        .isNotEqualTo(at(json, "choices.0.message.tool_calls.0.id"));
    assertThat(streamed(response, "")).doesNotContain("\"id\":\"\"");
  }

  @Test
  void tellsWhatTheProviderWantsBackBeforeTheEndOfTheStream() {
    String sse =
        streamed(
            response(
                FinishReason.STOP,
                "stop",
                new ContentPart.Reasoning("hm", ProviderState.of("anthropic", "seal")),
                new ContentPart.Text("Hello")),
            "");
    List<Map<String, Object>> events = Surface.events(sse);

    assertThat(at(events.get(events.size() - 2), "choices.0.delta.provider_state")).isNotNull();
    assertThat(at(events.get(events.size() - 1), "choices.0.finish_reason")).isEqualTo("stop");
  }

  @Test
  void keepsAnEventInOneLineHoweverTheProviderWroteItsPart() {
    Object[] events = {
      new ChatEvent.FieldReported("citations", RawJson.parse("[\n  1,\r\n  2\n]")),
      new ChatEvent.TextDelta(0, "a\nb"),
      new ChatEvent.Finished(0, FinishReason.STOP, "stop", null)
    };
    try (Surface surface = Surface.scripted(events)) {
      String sse = surface.askScripted("\"stream\":true").text();

      assertThat(Surface.events(sse)).isNotEmpty(); // Which looks for line breaks.
      assertThat(deltas(sse, "delta.content")).contains("a\nb");
      assertThat(sse).containsOnlyOnce("\"citations\":[   1,");
    }
  }

  @Test
  void reportsWhatWasChangedInAHeader() {
    try (Surface surface = new Surface()) {
      surface.fake.otherwise().reply("ok");

      ServerReply reply =
          surface.post(
              "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"a\u00e9\":1}]}");

      assertThat(reply.headers()).containsEntry("x-gateway-adjustments", "dropped:messages[0].a?");
    }
  }
}
