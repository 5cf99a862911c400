package dev.gatewaysdk.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.structured.StructuredType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Anthropic is sent for an answer that is to be a Java value. */
class AnthropicStructuredTest {
  record Person(String name, Optional<Integer> age) {}

  private final List<ChatRequest> asked = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();

  private ChatResponse answer(ChatRequest request) {
    asked.add(request);
    String text = answers.remove();
    return AnthropicReplies.collected(
        AnthropicReplies.whole(
            new MessageWire(
                    List.of(MessageWire.block("type", "text", "text", text)),
                    "end_turn",
                    MessageWire.block("input_tokens", 1, "output_tokens", 1),
                    1,
                    false)
                .whole()));
  }

  private Person ask() {
    ChatRequest request = ChatRequest.builder("e").user("Who?").build();
    return StructuredType.of(Person.class).ask(request, this::answer).value();
  }

  @Test
  void theSchemaIsItsOutputFormat() {
    answers.add("{\"name\":\"Ann\"}");

    assertThat(ask()).isEqualTo(new Person("Ann", Optional.empty()));

    WrittenRequest.of(asked.get(0))
        .has(
            "output_config",
            "{'format':{'type':'json_schema','schema':{'type':'object','properties':{"
                + "'name':{'type':'string'},'age':{'type':['integer','null']}},"
                + "'required':['name'],'additionalProperties':false}}}")
        .adjusted("DEFAULTED max_tokens");
  }

  @Test
  void theRepairGoesOnWithTheConversation() {
    answers.add("{}");
    answers.add("{\"name\":\"Ann\",\"age\":41}");

    assertThat(ask()).isEqualTo(new Person("Ann", Optional.of(41)));

    assertThat(asked.get(1).messages()).hasSize(3).extracting(ChatMessage::text).contains("{}");
    WrittenRequest second = WrittenRequest.of(asked.get(1));
    assertThat(second.json().text())
        .contains("\"role\":\"assistant\"", "$.name: is missing", "\"output_config\"");
  }
}
