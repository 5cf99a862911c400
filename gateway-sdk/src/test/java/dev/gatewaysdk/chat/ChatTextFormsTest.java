package dev.gatewaysdk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever holds what people or models wrote can be logged without showing it. */
class ChatTextFormsTest {
  private static final String WRITTEN = "my name is Ann";

  static Stream<Object> holders() {
    ContentPart.Text text = new ContentPart.Text(WRITTEN);
    RawJson json = RawJson.of(WRITTEN);
    return Stream.of(
        text,
        ContentPart.Image.of("data:text/plain," + WRITTEN),
        new ContentPart.Reasoning(WRITTEN, null),
        new ContentPart.Refusal(WRITTEN),
        ToolCall.of("call-1", "f", WRITTEN),
        new ContentPart.ProviderBlock("openai", "citations", json),
        ChatMessage.user(List.of(text)),
        ChatRequest.builder("e").user(WRITTEN).extra("note", WRITTEN).build(),
        new ChatChoice(ChatMessage.assistant(WRITTEN), FinishReason.STOP, "stop", WRITTEN),
        new ContentPart.Audio(WRITTEN, "wav"),
        new ContentPart.File(WRITTEN, WRITTEN),
        new ContentPart.SpokenAnswer("id", "", WRITTEN, null),
        ToolDefinition.of("f", WRITTEN, json),
        new ProviderTool("openai", json),
        ProviderState.of("openai", WRITTEN),
        new ResponseFormat(ResponseFormat.Type.JSON_SCHEMA, "n", json, true, WRITTEN),
        new Logprobs(List.of(json), List.of(json)),
        new ChatEvent.LogprobsDelta(0, new Logprobs(List.of(json), List.of())),
        new ChatEvent.FieldReported("note", json),
        new ChatEvent.AudioDelta(0, "id", "", WRITTEN, null),
        new ChatEvent.Finished(0, FinishReason.STOP, "stop", WRITTEN),
        new ChatEvent.TextDelta(0, WRITTEN),
        new ChatEvent.RefusalDelta(0, WRITTEN),
        new ChatEvent.ReasoningDelta(0, WRITTEN, null),
        new ChatEvent.ToolCallDelta(0, 0, "call-1", "f", WRITTEN, ToolCall.Type.FUNCTION),
        new ChatEvent.BlockAdded(0, new ContentPart.ProviderBlock("openai", "citations", json)));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void noTextFormShowsWhatWasWritten(Object holder) {
    assertThat(holder.toString()).isNotEmpty().doesNotContain("Ann");
  }
}
