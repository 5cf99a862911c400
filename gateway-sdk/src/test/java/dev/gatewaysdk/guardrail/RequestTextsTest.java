package dev.gatewaysdk.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTextsTest {
  private static final RawJson SCHEMA = RawJson.parse("{\"const\":\"SECRET schema\"}");

  /** Has the word SECRET wherever a provider would see a text. */
  private static ChatRequest everywhere() {
    return ChatRequest.builder("support")
        .system("SECRET system")
        .message(ChatMessage.developer("SECRET developer"))
        .message(ChatMessage.user("SECRET user").named("SECRET-name"))
        .message(
            ChatMessage.assistant(
                List.of(
                    new ContentPart.Reasoning("SECRET open thought", null),
                    new ContentPart.Reasoning("SECRET sealed", ProviderState.of("a", "sig")),
                    new ContentPart.Text("SECRET text", ProviderState.of("a", "SECRET state")),
                    new ContentPart.Refusal("SECRET refusal"),
                    new ContentPart.SpokenAnswer("id", "AAAA", "SECRET said", null),
                    new ContentPart.File("file-1", "SECRET.pdf"),
                    new ContentPart.ProviderBlock(
                        "a", "result", RawJson.parse("{\"title\":\"SECRET block\"}")),
                    ToolCall.of("call-1", "find", "{\"q\" : \"SECRET \\\"call\\\"\", \"n\":1.50}"),
                    new ToolCall("call-2", "run", "SECRET free text", ToolCall.Type.CUSTOM),
                    ToolCall.of("call-3", "err", "{\"q\": SECRET no JSON"))))
        .toolResult("call-1", " {\"SECRET key\":[\"\\u0053ECRET result\",null,true]}")
        .toolResult("call-2", "SECRET plain result")
        .tool(new ToolDefinition("find", "SECRET description", SCHEMA, null))
        .providerTool(new ProviderTool("a", RawJson.parse("{\"in\":\"SECRET tool\"}")))
        .responseFormat(
            new ResponseFormat(
                ResponseFormat.Type.JSON_SCHEMA, "answer", SCHEMA, true, "SECRET purpose"))
        .stop("SECRET stop")
        .endUser("SECRET-user")
        .extra("metadata", Map.of("SECRET", 1))
        .temperature(0.5)
        .build();
  }

  private static ChatRequest masked(ChatRequest request) {
    return RequestTexts.map(request, (place, text) -> text.replace("SECRET", "*"));
  }

  /** All that a request holds as one text. */
  private static String all(ChatRequest request) {
    StringBuilder all = new StringBuilder();
    for (ChatMessage message : request.messages()) {
      all.append(message.name()).append('\n');
      for (ContentPart part : message.parts()) {
        if (part instanceof ContentPart.Text text) {
          all.append(text.text()).append(text.state() == null ? "" : text.state().json().text());
        } else if (part instanceof ContentPart.Reasoning reasoning) {
          all.append(reasoning.text());
        } else if (part instanceof ContentPart.Refusal refusal) {
          all.append(refusal.text());
        } else if (part instanceof ContentPart.SpokenAnswer spoken) {
          all.append(spoken.transcript());
        } else if (part instanceof ContentPart.File file) {
          all.append(file.name());
        } else if (part instanceof ContentPart.ProviderBlock block) {
          all.append(block.json().text());
        } else if (part instanceof ToolCall call) {
          all.append(call.arguments());
        }
        all.append('\n');
      }
    }
    request.tools().forEach(t -> all.append(t.description()).append(t.parameters().text()));
    request.providerTools().forEach(tool -> all.append(tool.json().text()));
    all.append(request.responseFormat().schema().text());
    all.append(request.responseFormat().description());
    all.append(request.stop()).append(request.endUser());
    request.extras().forEach((name, json) -> all.append(json.text()));
    return all.toString();
  }

  @Test
  void reachesEveryTextThatAProviderWouldSee() {
    ChatRequest masked = masked(everywhere());

    assertThat(all(everywhere())).contains("SECRET");
    assertThat(all(masked))
        .doesNotContain("SECRET")
        .contains("* system", "* developer", "* user", "*-name", "* open thought", "* sealed")
        .contains("* text", "* state", "* refusal", "* said", "*.pdf", "* block", "* free text")
        .contains("* plain result", "* description", "* schema", "* tool", "* stop", "*-user");
    assertThat(masked.temperature()).isEqualTo(0.5);
    assertThat(masked.messages()).hasSameSizeAs(everywhere().messages());
  }

  @Test
  void keepsJsonAsItWasWrittenButForTheTexts() {
    ChatRequest masked = masked(everywhere());
    ContentPart.ToolCall call = masked.messages().get(3).toolCalls().get(0);

    assertThat(call.arguments()).isEqualTo("{\"q\" : \"* \\\"call\\\"\", \"n\":1.50}");
    assertThat(masked.messages().get(3).toolCalls().get(2).arguments())
        .isEqualTo("{\"q\": * no JSON");
    assertThat(masked.messages().get(4).text()).isEqualTo(" {\"* key\":[\"* result\",null,true]}");
  }

  @Test
  void givesTheSameRequestIfNothingChanges() {
    ChatRequest request = everywhere();

    assertThat(RequestTexts.map(request, (place, text) -> text)).isSameAs(request);
    assertThat(RequestTexts.map(request, (place, text) -> text + "")).isSameAs(request);
  }

  @Test
  void keepsTheRestOfARequestThatChanges() {
    ChatRequest request =
        ChatRequest.builder("m")
            .user("SECRET")
            .topK(3)
            .logprobs(true)
            .seed(7)
            .maxTokens(9)
            .stop("x")
            .build();

    ChatRequest masked = masked(request);

    assertThat(masked.topK()).isEqualTo(3);
    assertThat(masked.logprobs()).isTrue();
    assertThat(masked.seed()).isEqualTo(7);
    assertThat(masked.maxTokens()).isEqualTo(9);
    assertThat(masked.stop()).containsExactly("x");
    assertThat(masked.messages()).extracting(ChatMessage::text).containsExactly("*");
  }

  @Test
  void saysWhereEachTextStands() {
    List<String> places = new ArrayList<>();

    RequestTexts.map(
        everywhere(),
        (place, text) -> {
          places.add(place);
          return text;
        });

    assertThat(places)
        .contains(
            "messages[0].content",
            "messages[2].name",
            "messages[3].tool_calls",
            "messages[4].content",
            "tools[0].description",
            "tools[0].parameters",
            "response_format",
            "stop",
            "user",
            "metadata");
  }
}
