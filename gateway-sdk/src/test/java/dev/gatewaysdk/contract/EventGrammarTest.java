package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventGrammarTest {
  private static final ReplyEvent START = new ChatEvent.Started("id", "model");
  private static final ReplyEvent TEXT = new ChatEvent.TextDelta(0, "Hi");
  private static final ReplyEvent END = new ChatEvent.Finished(0, FinishReason.STOP, "stop", null);

  @Test
  void takesAnAnswerInItsOrder() {
    assertThat(breaches(START, call(0, "id", "f"), call(1, "id2", "g"), call(0, null, null), END))
        .isEmpty();
    assertThat(breaches(TEXT, END)).isEmpty();
  }

  @Test
  void noticesWhatIsOutOfOrder() {
    assertThat(breaches(START, TEXT)).as("no end").hasSize(2);
    assertThat(breaches(TEXT, END, END)).as("two ends").hasSize(1);
    assertThat(breaches(TEXT, END, TEXT)).as("text after the end").hasSize(1);
    assertThat(breaches(TEXT, START, END)).as("late start").hasSize(1);
    assertThat(breaches(START, START, END)).as("two starts").hasSize(1);
    assertThat(breaches(new ChatEvent.TextDelta(1, "x"), END)).as("open choice").hasSize(1);
  }

  @Test
  void noticesCallsThatAreNotTold() {
    assertThat(breaches(call(0, null, "f"), END)).as("no id").hasSize(1);
    assertThat(breaches(call(0, "id", null), END)).as("no name").hasSize(1);
    assertThat(breaches(call(1, "id", "f"), END)).as("not from 0").hasSize(1);
    assertThat(breaches(call(0, "id", "f"), call(0, "id", "f"), END)).as("again").hasSize(2);
  }

  private static List<String> breaches(ReplyEvent... events) {
    return EventGrammar.breaches(List.of(events));
  }

  private static ReplyEvent call(int index, String id, String name) {
    return new ChatEvent.ToolCallDelta(
        0, index, id, name, "{}", ContentPart.ToolCall.Type.FUNCTION);
  }
}
