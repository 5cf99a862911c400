package dev.gatewaysdk.testing.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.Logprobs;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was recorded is played again, whatever it was. */
class CassetteProperties {

  @Property(tries = 200)
  void playsWhatItHasRecorded(
      @ForAll("requests") ChatRequest request, @ForAll("answers") List<ChatEvent> events)
      throws IOException {
    Path file = Files.createTempFile("cassette", ".jsonl");
    try {
      Cassette cassette = Cassette.of(file);
      try (Provider recording = cassette.recording(new Scripted(events, null))) {
        assertThat(Session.ask(recording, request)).isEqualTo(events);
      }

      assertThat(Session.ask(cassette.replaying(), request))
          .as(Files.readString(file))
          .isEqualTo(events);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 500)
  void scrubsNoMoreTheSecondTime(@ForAll("dirt") List<String> parts) {
    String text = String.join("", parts);
    String once = Scrubber.BUILT_IN.scrub(text);

    assertThat(Scrubber.BUILT_IN.scrub(once)).isEqualTo(once);
  }

  @Property(tries = 500)
  void scrubsAnAnswerAlikeInWhateverPiecesItCame(
      @ForAll("dirt") List<String> pieces, @ForAll("dirt") List<String> thoughts) {
    List<ChatEvent> events = new ArrayList<>();
    thoughts.forEach(thought -> events.add(new ChatEvent.ReasoningDelta(0, thought, null)));
    pieces.forEach(piece -> events.add(new ChatEvent.TextDelta(0, piece)));

    List<ChatEvent> scrubbed = AnswerScrubber.scrub(events, Scrubber.BUILT_IN);

    assertThat(scrubbed).hasSameSizeAs(events);
    assertThat(Session.text(scrubbed)).isEqualTo(Scrubber.BUILT_IN.scrub(String.join("", pieces)));
  }

  @Provide
  Arbitrary<List<String>> dirt() {
    return Arbitraries.of(
            "sk-abcdefghij",
            "klmnopqrstuvwx",
            " ann@",
            "example",
            ".com",
            " ",
            "4111 1111",
            " 1111 1111",
            "Bearer ",
            "abcdefghijklmnop=",
            "xoxb-1234567890-a",
            "\n",
            "é🙂",
            "[",
            "eyJhbGciOiJIUzI1NiJ9.",
            "eyJzdWIiOiIxIn0.",
            "AKIAIOSFODNN7EXAMPLE",
            "-",
            "\"")
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<ChatEvent>> answers() {
    return event().list().ofMaxSize(12);
  }

  private Arbitrary<ChatEvent> event() {
    Arbitrary<Integer> choice = Arbitraries.integers().between(0, 2);
    Arbitrary<String> text = text();
    return Arbitraries.oneOf(
        Combinators.combine(choice, text, state()).as(ChatEvent.TextDelta::new),
        Combinators.combine(choice, text, state()).as(ChatEvent.ReasoningDelta::new),
        Combinators.combine(choice, text).as(ChatEvent.RefusalDelta::new),
        Combinators.combine(
                choice,
                choice,
                text.injectNull(0.3),
                text.injectNull(0.3),
                text,
                Arbitraries.of(ToolCall.Type.class),
                state())
            .as(ChatEvent.ToolCallDelta::new),
        Combinators.combine(
                choice,
                text.injectNull(0.3),
                text,
                text,
                Arbitraries.longs().greaterOrEqual(0).injectNull(0.3))
            .as(ChatEvent.AudioDelta::new),
        Combinators.combine(choice, json().list().ofMaxSize(2), json().list().ofMaxSize(2))
            .as((c, some, more) -> new ChatEvent.LogprobsDelta(c, new Logprobs(some, more))),
        Combinators.combine(text, json()).as(ChatEvent.FieldReported::new),
        Combinators.combine(choice, text, text, json())
            .as(
                (c, format, type, json) ->
                    new ChatEvent.BlockAdded(c, new ContentPart.ProviderBlock(format, type, json))),
        Combinators.combine(text.injectNull(0.3), text.injectNull(0.3)).as(ChatEvent.Started::new),
        Combinators.combine(
                choice,
                Arbitraries.of(FinishReason.class),
                text.injectNull(0.3),
                text.injectNull(0.3))
            .as(ChatEvent.Finished::new),
        Combinators.combine(Arbitraries.longs().between(0, 1L << 40).list().ofSize(6), json())
            .as(
                (n, json) ->
                    new ChatEvent.UsageReported(
                        new TokenUsage(
                            n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), true),
                        json)));
  }

  @Provide
  Arbitrary<ChatRequest> requests() {
    Arbitrary<List<ContentPart>> parts =
        Arbitraries.<ContentPart>of(
                new ContentPart.Text("Hi\n\"there\""),
                new ContentPart.Text("sealed", ProviderState.of("a", "s")),
                ContentPart.Image.of(new byte[] {1, 2}, "image/png"),
                ContentPart.Image.of("https://example.com/a.png"),
                ContentPart.Audio.of(new byte[] {3}, "wav"),
                ContentPart.File.of(new byte[] {4}, "application/pdf", "a.pdf"),
                ContentPart.File.ofId("file-1"),
                new ContentPart.Reasoning("hm", ProviderState.of("a", "s")),
                new ContentPart.Refusal("no"),
                ToolCall.of("call-1", "f", "{\"a\": 1}"),
                new ContentPart.SpokenAnswer("id", "AAAA", "said", null),
                new ContentPart.SpokenAnswer(null, "AAAA", "said", 7L),
                new ContentPart.ProviderBlock("a", "b", RawJson.parse("{ \"c\":\n1.50 }")),
                CacheMark.DEFAULT)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    Arbitrary<ChatMessage> message =
        Combinators.combine(parts, Arbitraries.of(true, false))
            .as((p, user) -> user ? ChatMessage.user(p) : ChatMessage.assistant(p).named("n"));
    return Combinators.combine(
            message.list().ofMinSize(1).ofMaxSize(3), json(), Arbitraries.of(true, false))
        .as(CassetteProperties::request);
  }

  private static ChatRequest request(List<ChatMessage> messages, RawJson json, boolean all) {
    ChatRequest.Builder request = ChatRequest.builder("m").messages(messages).extra("x", json);
    return all
        ? request
            .tool(new ToolDefinition("f", "does", json, true, CacheMark.DEFAULT))
            .providerTool(new ProviderTool("a", json))
            .toolChoice(ToolChoice.named("f"))
            .parallelToolCalls(false)
            .responseFormat(ResponseFormat.jsonSchema("s", json))
            .temperature(0.25)
            .topP(0.5)
            .topK(4)
            .frequencyPenalty(-1)
            .presencePenalty(1)
            .maxTokens(10)
            .choices(2)
            .seed(Long.MIN_VALUE)
            .logprobs(true)
            .topLogprobs(3)
            .stop("a", "b")
            .reasoningEffort("low")
            .endUser("u")
            .build()
        : request.build();
  }

  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.of("", "\uD83D", "a\uDE42", "\r\n", "\u2028", "\\u0041", "[EMAIL]"));
  }

  private static Arbitrary<ProviderState> state() {
    return json().map(json -> new ProviderState("a", json)).injectNull(0.6);
  }

  private static Arbitrary<RawJson> json() {
    return Arbitraries.of(
            "{}",
            " {\"a\" : 1.50,\n \"b\":[1e3, null]}\r\n",
            "\"\\u00e9\\ud83d\"",
            "12345678901234567890",
            "true",
            "null",
            "[ ]",
            "{\"a\\u0062\":\"x\\/y\"}")
        .map(RawJson::parse);
  }
}
