package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.TextDelta;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.reply.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What an answer holds, streamed and whole. */
class FakeAnswersTest {
  private final ManualClock clock = new ManualClock();
  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, clock);

  @Test
  void streamsTextWordByWord() {
    fake.otherwise().reply("Hello,  big\nworld ");

    assertThat(texts(true)).containsExactly("Hello,  ", "big\n", "world ");
    assertThat(texts(false)).containsExactly("Hello,  big\nworld ");
  }

  @Test
  void streamsThePiecesItIsGiven() {
    fake.otherwise().stream("Hel", "", "lo");

    assertThat(texts(true)).containsExactly("Hel", "", "lo");
    assertThat(texts(false)).containsExactly("Hello");
  }

  @Test
  void reportsModelUsageAndFinishReason() {
    fake.otherwise().reply("Hello");

    ChatResponse response = asking.ask(false, "x");

    assertThat(response.model()).isEqualTo("gpt-4o");
    assertThat(response.usage()).isEqualTo(TokenUsage.of(10, 5));
    assertThat(response.rawUsage().text())
        .isEqualTo("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}");
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.rawFinishReason()).isEqualTo("stop");
  }

  @Test
  void reportsTheUsageItIsGiven() {
    TokenUsage usage = new TokenUsage(100, 50, 0, 20, 10, 120, false);
    fake.otherwise().reply("a").usage(usage).then().reply("b").withoutUsage();

    assertThat(asking.ask(true, "x").usage()).isEqualTo(usage);
    assertThat(asking.ask(true, "x").usage()).isNull();
  }

  @Test
  void asksForToolsBesideTheText() {
    fake.otherwise()
        .reply("Let me see.")
        .toolCall("forecast", "{\"city\":\"Bern\"}")
        .toolCall("time", "");

    ChatResponse response = asking.ask(true, "x");

    assertThat(response.message().parts())
        .containsExactly(
            new Text("Let me see."),
            ToolCall.of("call_1", "forecast", "{\"city\":\"Bern\"}"),
            ToolCall.of("call_2", "time", ""));
    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void streamsToolCallsInPieces() {
    fake.otherwise().toolCall("forecast", "{\"city\":\"Bern\"}");

    List<ChatEvent> pieces = Asking.content(Asking.events(asking.open(true, "x")));

    assertThat(pieces).hasSize(3).allMatch(ChatEvent.ToolCallDelta.class::isInstance);
    assertThat(Asking.content(Asking.events(asking.open(false, "x")))).hasSize(1);
  }

  @Test
  void givesEachToolCallAnIdOfItsOwn() {
    fake.whenUser("a").toolCall("f", "{}");
    fake.whenUser("b").toolCall("f", "{}");

    assertThat(asking.ask(true, "a").toolCalls().get(0).id()).isEqualTo("call_1");
    assertThat(asking.ask(true, "b").toolCalls().get(0).id()).isEqualTo("call_2");
  }

  @Test
  void thinksRefusesAndStopsAsTold() {
    fake.otherwise().reasoning("Hm.").refusal("No.").finish(FinishReason.CONTENT_FILTER);

    ChatResponse response = asking.ask(true, "x");

    assertThat(response.message().parts())
        .containsExactly(new Reasoning("Hm.", null), new Refusal("No."));
    assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(response.rawFinishReason()).isEqualTo("content_filter");
  }

  @Test
  void answersWithWhatTheFunctionMakesOfTheRequest() {
    fake.otherwise().replyWith(request -> "You said: " + request.messages().get(0).text());

    assertThat(texts(true)).containsExactly("You ", "said: ", "x");
  }

  @Test
  void givesAWholeResponseWithAllItsChoices() {
    ChatResponse whole =
        new ChatResponse.Builder(
                List.of(
                    new ChatChoice(ChatMessage.assistant("one two"), FinishReason.STOP, "end", "."),
                    new ChatChoice(
                        ChatMessage.assistant(List.of(ToolCall.of("id-7", "f", "{}"))),
                        FinishReason.TOOL_CALLS,
                        "tool_use",
                        null)))
            .id("answer-1")
            .model("gpt-4o-2024-08-06")
            .usage(TokenUsage.of(3, 4), null)
            .build();
    fake.otherwise().reply(whole).then().respondWith(request -> whole);

    assertThat(asking.ask(true, "x")).isEqualTo(whole);
    assertThat(asking.ask(false, "x")).isEqualTo(whole);
  }

  @Test
  void refusesASecondText() {
    assertThatThrownBy(() -> fake.otherwise().reply("a").reply("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("thenReply");
  }

  @Test
  void refusesToMixAWholeResponseWithParts() {
    fake.otherwise().reply("x");
    ChatResponse whole = asking.ask(true, "x");

    assertThatThrownBy(() -> fake.otherwise().reply(whole).toolCall("f", "{}"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fake.otherwise().toolCall("f", "{}").reply(whole))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitsOnTheGatewaysClockBeforeAndBetweenPieces() {
    fake.otherwise().stream("a", "b", "c")
        .delay(Duration.ofSeconds(4))
        .pause(Duration.ofSeconds(2));

    assertThat(texts(true)).containsExactly("a", "b", "c");
    assertThat(clock.sleeps())
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(2), Duration.ofSeconds(2));
    assertThat(texts(false)).containsExactly("abc");
    assertThat(clock.sleeps()).endsWith(Duration.ofSeconds(4), Duration.ofSeconds(4));
  }

  @Test
  void endsOnceAndForAll() {
    fake.otherwise().reply("ok");
    Reply reply = asking.open(true, "x");
    Asking.events(reply);

    assertThat(reply.next()).isNull();
    reply.close();
    reply.close();
    assertThat(reply.next()).isNull();
  }

  @Property(tries = 200)
  void meansTheSameStreamedAndWhole(
      @ForAll @Size(max = 5) List<String> pieces, @ForAll boolean tools, @ForAll boolean thinks) {
    Consumer<FakeRule> script =
        rule -> {
          if (thinks) {
            rule.reasoning("Hm").reasoning(" hm");
          }
          rule.stream(pieces.toArray(String[]::new));
          if (tools) {
            rule.toolCall("f", "{\"a\":1}").toolCall("g", "x");
          }
        };
    script.accept(fake.otherwise());

    ChatResponse streamed = asking.ask(true, "x");

    assertThat(asking.ask(false, "x")).isEqualTo(streamed);
    assertThat(streamed.text()).isEqualTo(String.join("", pieces));
  }

  @Property(tries = 200)
  void losesNothingOfATextByCuttingItIntoWords(@ForAll String text) {
    assertThat(String.join("", Pieces.words(text))).isEqualTo(text);
    assertThat(Pieces.words(text)).doesNotContain("");
  }

  private List<String> texts(boolean streamed) {
    return Asking.content(Asking.events(asking.open(streamed, "x"))).stream()
        .map(event -> ((TextDelta) event).text())
        .toList();
  }
}
