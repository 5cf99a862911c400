package dev.gatewaysdk.provider.anthropic;

import static dev.gatewaysdk.provider.anthropic.Requests.TOOL;
import static dev.gatewaysdk.provider.anthropic.Requests.assistant;
import static dev.gatewaysdk.provider.anthropic.Requests.calls;
import static dev.gatewaysdk.provider.anthropic.Requests.raw;
import static dev.gatewaysdk.provider.anthropic.Requests.user;
import static dev.gatewaysdk.provider.anthropic.Requests.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ProviderState;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicCacheMarksTest {
  private static final String MARK = "'cache_control':{'type':'ephemeral'}";

  private static String json(WrittenRequest written) {
    return written.json().text().replace('"', '\'');
  }

  @Test
  void marksInstructionsToolsContentAndResults() {
    WrittenRequest written =
        write(
            ChatRequest.builder("e")
                .maxTokens(9)
                .tool(TOOL.cached())
                .message(ChatMessage.system(List.of(new Text("Be brief."), new CacheMark("1h"))))
                .message(user(Image.of("https://example.com/a.png"), CacheMark.DEFAULT))
                .message(calls("t1"))
                .message(
                    ChatMessage.toolResult("t1", List.of(new Text("one"), CacheMark.DEFAULT))));

    written.adjusted();
    assertThat(json(written))
        .contains(
            "'input_schema':{'type':'object'}," + MARK,
            "'text':'Be brief.','cache_control':{'type':'ephemeral','ttl':'1h'}",
            "'url':'https://example.com/a.png'}," + MARK,
            "'content':[{'type':'text','text':'one'}]," + MARK);
  }

  @Test
  void marksAResultWithoutContent() {
    WrittenRequest written =
        write(
            ChatMessage.user("a"),
            calls("t1"),
            ChatMessage.toolResult("t1", List.of(new Text(""), CacheMark.DEFAULT)));

    written.adjusted();
    assertThat(json(written)).contains("'tool_use_id':'t1'," + MARK);
  }

  @Test
  void aMarkAfterThinkingGoesToTheBlockBeforeIt() {
    WrittenRequest written =
        write(
            ChatMessage.user("a"),
            assistant(
                new Text("b"),
                new Reasoning("hm", ProviderState.of("anthropic", "E")),
                CacheMark.DEFAULT),
            ChatMessage.user("c"));

    written.adjusted();
    assertThat(json(written)).contains("'text':'b'," + MARK).doesNotContain("'E'," + MARK);
  }

  @Test
  void aMarkOnABlockOfAnthropicReplacesItsOwn() {
    WrittenRequest written =
        write(
            user(
                new ProviderBlock(
                    "anthropic", "text", raw("{'type':'text','cache_control':null,'text':'x'}")),
                CacheMark.DEFAULT));

    written.adjusted();
    assertThat(json(written)).contains("{'type':'text','text':'x'," + MARK + "}");
  }

  @Test
  void saysThatAMarkAfterNothingIsLost() {
    write(user(CacheMark.DEFAULT, new Text("a"))).adjusted("DROPPED messages[0].cache_control");
  }

  @Test
  void keepsTheFirstAndTheLastThreeOfTooManyMarks() {
    ChatRequest.Builder request = ChatRequest.builder("e").maxTokens(9);
    for (int i = 0; i < 6; i++) {
      request.message(user(new Text("t" + i), CacheMark.DEFAULT));
    }

    WrittenRequest written = write(request).adjusted("DROPPED cache_control");

    assertThat(written.adjustments().get(0).detail()).contains("2 of 6");
    assertThat(json(written))
        .contains("'t0'," + MARK, "'t3'," + MARK, "'t4'," + MARK, "'t5'," + MARK)
        .doesNotContain("'t1'," + MARK, "'t2'," + MARK);
  }

  @Test
  void marksInsideOfRawBlocksCountAndStay() {
    ChatRequest.Builder request = ChatRequest.builder("e").maxTokens(9);
    for (int i = 0; i < 3; i++) {
      request.message(
          user(
              new ProviderBlock(
                  "anthropic", "text", raw("{'type':'text','text':'r'," + MARK + "}"))));
    }
    request.message(user(new Text("t0"), CacheMark.DEFAULT, new Text("t1"), CacheMark.DEFAULT));

    WrittenRequest written = write(request).adjusted("DROPPED cache_control");

    assertThat(json(written)).contains("'t1'," + MARK).doesNotContain("'t0'," + MARK);
    assertThat(json(written).split("cache_control", -1)).hasSize(5);
  }
}
