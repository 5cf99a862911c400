package dev.gatewaysdk.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.examples.quickstart.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupportDeskTest {
  @Test
  void showsEachPartWithoutAnyKey() throws IOException {
    String out = run(Map.of());

    assertThat(out)
        .containsSubsequence(
            "OPENAI_API_KEY     not set: a stand-in answers on http://127.0.0.1:",
            "1. A tool that the model calls",
            "asked      Where is order 4711?",
            "findOrder(4711) -> Order[number=4711, state=shipped, expected=Thursday]",
            "answer     Order 4711 is shipped; you should have it on Thursday.",
            "by         openai/gpt-4o-mini, $0.0000",
            "2. What was said before is remembered",
            "answer     You asked about order 4711.",
            "3. A record as the answer",
            "order      4711",
            "urgency    HIGH",
            "wishes     [a new lid, a call back]",
            "4. A streamed answer with a tool, for another caller",
            "findOrder(4712) -> Order[number=4712, state=shipped, expected=Friday]",
            "answer     Order 4712 is shipped; you should have it on Friday.",
            "by         openai/gpt-4o-mini, $0.0000",
            "5. A fallback below LangChain4j: the first target is overloaded",
            "answer     Yes, we are always there.",
            "busy/gpt-4o-mini     OVERLOADED (HTTP 529)",
            "busy/gpt-4o-mini     OVERLOADED (HTTP 529)",
            "openai/gpt-4o-mini   answered",
            "6. What it used and cost");
    assertThat(out)
        .containsPattern("\n   desk-on-openai +6 +\\d+ +\\d+ +\\$0\\.000\\d\\d\\d\n")
        .containsPattern("\n   always-there-on-openai +1 +\\d+ +\\d+ +\\$0\\.0000\\d\\d\n")
        .containsPattern("\n   ann +5 +\\d+ +\\d+ +\\$0\\.000\\d\\d\\d\n")
        .containsPattern("\n   bob +2 +\\d+ +\\d+ +\\$0\\.0000\\d\\d\n")
        .containsPattern("\n   total +7 +\\d+ +\\d+ +\\$0\\.000\\d\\d\\d\n");
    assertThat(out).doesNotContain("Exception", "\tat ", "null");
  }

  @Test
  void runsOnTheProviderWhoseKeyIsSet() throws IOException {
    try (Providers claude = new Providers(name -> null, Script::answer, Script::answer)) {
      String address = claude.variable("ANTHROPIC_BASE_URL");
      String out = run(Map.of("ANTHROPIC_API_KEY", "sk-ant-mine", "ANTHROPIC_BASE_URL", address));

      assertThat(out)
          .containsSubsequence(
              "ANTHROPIC_API_KEY  set: calls go to " + address,
              "findOrder(4711) -> Order[number=4711, state=shipped, expected=Thursday]",
              "answer     Order 4711 is shipped; you should have it on Thursday.",
              "by         claude/claude-haiku-4-5, $0.000",
              "answer     You asked about order 4711.",
              "wishes     [a new lid, a call back]",
              "findOrder(4712) -> Order[number=4712, state=shipped, expected=Friday]",
              "Order 4712 is shipped; you should have it on Friday.",
              "claude/claude-haiku-4-5   answered")
          .containsPattern("\n   desk-on-claude +6 ")
          .doesNotContain("sk-ant-mine", "by         openai", "Exception");
    }
  }

  private static String run(Map<String, String> environment) throws IOException {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    SupportDesk.run(environment::get, new PrintStream(terminal, false, StandardCharsets.UTF_8));
    return terminal.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
