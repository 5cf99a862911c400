package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.assistant;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.request;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderTool;
import dev.gatewaysdk.chat.ToolChoice;
import dev.gatewaysdk.chat.ToolDefinition;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicToolNamesTest {
  private static ToolDefinition tool(String name) {
    return ToolDefinition.of(name, null, RawJson.of(Map.of("type", "object")));
  }

  private static List<?> names(WrittenRequest written) {
    return ((List<?>) written.fields().get("tools"))
        .stream().map(tool -> ((Map<?, ?>) tool).get("name")).toList();
  }

  @Test
  void renamesWhatAnthropicDoesNotTakeWhereverItStands() {
    WrittenRequest written =
        write(
            request()
                .tool(tool("shop.find/é"))
                .toolChoice(ToolChoice.named("shop.find/é"))
                .message(assistant(ToolCall.of("t1", "shop.find/é", "{}")))
                .toolResult("t1", "one"));

    written
        .adjusted("EMULATED tools.name")
        .has("tool_choice", "{'type':'tool','name':'shop_find__'}");
    assertThat(names(written)).isEqualTo(List.of("shop_find__"));
    assertThat(written.json().text()).contains("\"id\":\"t1\",\"name\":\"shop_find__\"");
  }

  @Test
  void noTwoToolsGetOneName() {
    WrittenRequest written =
        write(
            request()
                .tool(tool("a.b"))
                .tool(tool("a_b"))
                .tool(tool("a b"))
                .tool(tool("web.search"))
                .providerTool(
                    new ProviderTool("anthropic", raw("{'type':'w','name':'web_search'}"))));

    assertThat(names(written))
        .isEqualTo(List.of("a_b_2", "a_b", "a_b_3", "web_search_2", "web_search"));
  }

  @Test
  void shortensLongNamesApart() {
    WrittenRequest written =
        write(request().tool(tool("x".repeat(129) + "1")).tool(tool("x".repeat(129) + "2")));

    assertThat(names(written)).isEqualTo(List.of("x".repeat(128), "x".repeat(126) + "_2"));
  }

  @Test
  void leavesNamesThatFitAlone() {
    String longest = "aZ09_-" + "x".repeat(122);

    assertThat(names(write(request().tool(tool(longest))).adjusted())).isEqualTo(List.of(longest));
  }

  @Test
  void theAnswerHasTheCallersNames() {
    ChatRequest request = request().tool(tool("a.b")).build();
    MessageWire answer =
        new MessageWire(
            List.of(
                MessageWire.block(
                    "type", "tool_use", "id", "t1", "name", "a_b", "input", Map.of("x", 1))),
            "tool_use",
            Map.of("input_tokens", 1, "output_tokens", 1),
            2,
            true);
    List<ToolCall> expected = List.of(ToolCall.of("t1", "a.b", "{\"x\":1}"));
    String model = WrittenRequest.MODEL;

    assertThat(
            AnthropicReplies.collected(AnthropicReplies.whole(answer.whole(), request, model))
                .toolCalls())
        .isEqualTo(expected);
    assertThat(
            AnthropicReplies.collected(AnthropicReplies.streamed(answer.streamed(), request, model))
                .toolCalls())
        .isEqualTo(expected);
  }
}
