package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A message that goes to a client and comes back is the message that the provider gave. */
class MessageStateProperties {
  private static final List<String> STATES =
      List.of(
          "\"seal\"", "{ \"a\" : 1.0,\n\"b\":[1e5, null]}", "12345678901234567890", "\"\\u00e9\"");

  private static Map<String, Object> written(List<ContentPart> parts) {
    JsonBody body = json -> MessageWriter.write(json, parts, false, "call_x");
    return new LinkedHashMap<>(
        RawJson.parse(new String(body.bytes(), StandardCharsets.UTF_8)).toMap());
  }

  private static ChatMessage read(Map<String, Object> message) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("model", "m");
    Object user = Map.of("role", "user", "content", "Hi");
    request.put("messages", List.of(user, message));
    byte[] body = RawJson.of(request).text().getBytes(StandardCharsets.UTF_8);
    return ChatQuestionReader.read(body, null).request().messages().get(1);
  }

  @Property
  void comesBackAsItWent(@ForAll("parts") List<ContentPart> parts) {
    assertThat(read(written(parts)).parts()).isEqualTo(parts);
  }

  @Property
  void isPlainWithoutTheState(@ForAll("parts") List<ContentPart> parts) {
    Map<String, Object> message = written(parts);
    message.remove(MessageState.FIELD);

    assertThat(read(message).parts()).isEqualTo(Plain.of(parts, "call_x").parts());
  }

  @Property
  void isPlainIfTheTextWasChanged(@ForAll("parts") List<ContentPart> parts) {
    Map<String, Object> message = written(parts);
    message.put("content", "edited");

    List<ContentPart> read = read(message).parts();

    assertThat(read).contains(new ContentPart.Text("edited"));
    assertThat(read).noneMatch(part -> part instanceof ContentPart.ProviderBlock);
  }

  @Property
  void isPlainWhateverStandsInPlaceOfTheState(
      @ForAll("parts") List<ContentPart> parts, @ForAll("junk") Object junk) {
    Map<String, Object> message = written(parts);
    message.put(MessageState.FIELD, junk);

    assertThat(read(message).parts()).isEqualTo(Plain.of(parts, "call_x").parts());
  }

  /** What does not add up to the message is nobody's, even with the right digest. */
  @Property
  void isPlainIfTheStateLeavesSomethingOut(@ForAll("parts") List<ContentPart> parts) {
    Map<String, Object> message = written(parts);
    if (!(message.get(MessageState.FIELD) instanceof Map<?, ?> state)) {
      return;
    }
    Map<Object, Object> forged = new LinkedHashMap<>(state);
    forged.put("parts", List.of(Map.of("text", 1_000_000), Map.of("call", -1)));
    message.put(MessageState.FIELD, forged);

    assertThat(read(message).parts()).isEqualTo(Plain.of(parts, "call_x").parts());
  }

  @Provide
  Arbitrary<Object> junk() {
    return Arbitraries.of(
        true,
        1,
        "x",
        List.of(),
        Map.of(),
        Map.of("v", "1"),
        Map.of("v", "1", "digest", "0", "parts", List.of()),
        Map.of("v", "1", "digest", "0", "parts", List.of(1, Map.of("text", "x"))));
  }

  @Provide
  Arbitrary<List<ContentPart>> parts() {
    Arbitrary<String> text =
        Arbitraries.of("", "a", "Hello there.", "zwei\nZeilen", "\ud83d\ude00!", "{\"json\": 1}");
    Arbitrary<ProviderState> state =
        Arbitraries.of(STATES)
            .map(json -> new ProviderState("anthropic", RawJson.parse(json)))
            .injectNull(0.5);
    Arbitrary<ContentPart> part =
        Arbitraries.oneOf(
            Combinators.combine(text, state).as(ContentPart.Text::new),
            Combinators.combine(text, state).as(ContentPart.Reasoning::new),
            text.map(ContentPart.Refusal::new),
            Arbitraries.of(STATES)
                .map(
                    json ->
                        new ContentPart.ProviderBlock(
                            "anthropic", "tool_result", RawJson.parse(json))),
            Combinators.combine(
                    text, state, Arbitraries.of(ToolCall.Type.FUNCTION, ToolCall.Type.CUSTOM))
                .as((arguments, s, type) -> new ToolCall("id", "f", arguments, type, s)));
    return part.list().ofMaxSize(6).map(MessageStateProperties::numbered);
  }

  /** Each call with an id of its own. */
  private static List<ContentPart> numbered(List<ContentPart> parts) {
    List<ContentPart> numbered = new ArrayList<>();
    for (ContentPart part : parts) {
      numbered.add(
          part instanceof ToolCall call
              ? new ToolCall(
                  "c" + numbered.size(), call.name(), call.arguments(), call.type(), call.state())
              : part);
    }
    return numbered;
  }
}
