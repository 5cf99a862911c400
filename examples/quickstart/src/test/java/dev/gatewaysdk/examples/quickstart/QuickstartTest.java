package dev.gatewaysdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private static final String OPENAI_TEXT =
      "It stands between an application and its models, so that calls are routed and recorded.";

  @Test
  void showsEachPartWithoutAnyKey() throws IOException {
    Terminal terminal = new Terminal();

    Quickstart.run(Map.<String, String>of()::get, new PrintStream(terminal, false, "UTF-8"));

    String out = terminal.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    assertThat(out)
        .containsSubsequence(
            "OPENAI_API_KEY     not set: a stand-in answers on http://127.0.0.1:",
            "ANTHROPIC_API_KEY  not set: a stand-in answers on http://127.0.0.1:",
            "1. An answer",
            OPENAI_TEXT,
            "answered by openai/gpt-4o-mini",
            "cost        $0.0000",
            "2. A streamed answer",
            OPENAI_TEXT,
            "answered by openai/gpt-4o-mini",
            "3. A fallback",
            "Yes. Your first choice was overloaded, so the gateway asked me instead.",
            "busy/gpt-4o-mini          OVERLOADED (HTTP 529)",
            "busy/gpt-4o-mini          OVERLOADED (HTTP 529)",
            "claude/claude-haiku-4-5   answered",
            "4. A call over the limit",
            "call 2  answered",
            "call 3  refused before anything was sent:",
            "limit of 2 calls per minute by user reached for endpoint rationed; retry in",
            "code rate_limit_exceeded, status 429",
            "retry-after ",
            "5. Personal data",
            "asked      Refund ann@example.com, card 4111 1111 1111 1111. Tell Ann@example.com.",
            "received   Refund [EMAIL_1], card [CREDIT_CARD_1]. Tell [EMAIL_1].",
            "guardrail  pii: MASKED (CREDIT_CARD 1, EMAIL 2)",
            "6. What it used and cost");
    assertThat(out)
        .containsPattern("\n   assistant +2 +0 +\\d+ +\\d+ +\\$0\\.0000\\d\\d\n")
        .containsPattern("\n   rationed +3 +1 +\\d+ +\\d+ +\\$0\\.0000\\d\\d\n")
        .containsPattern("\n   discreet +1 +0 +\\d+ +\\d+ +\\$0\\.0000\\d\\d\n")
        .containsPattern("\n   claude-haiku-4-5 +1 +0 +\\d+ +\\d+ +\\$0\\.000\\d\\d\\d\n")
        .containsPattern("\n   total +7 +1 +\\d+ +\\d+ +\\$0\\.000\\d\\d\\d\n");
    assertThat(out).doesNotContain("Exception", "\tat ", "null");
  }

  @Test
  void showsTheStreamedAnswerWordByWord() throws IOException {
    Terminal terminal = new Terminal();

    Quickstart.run(Map.<String, String>of()::get, new PrintStream(terminal, false, "UTF-8"));

    assertThat(terminal.flushes).isGreaterThanOrEqualTo(OPENAI_TEXT.split(" ").length);
  }

  @Test
  void callsTheRealProviderWhoseKeyIsSet() throws IOException {
    try (Providers providers = Quickstart.providers(Map.of("OPENAI_API_KEY", "sk-of-mine")::get)) {
      assertThat(providers.variable("OPENAI_API_KEY")).isEqualTo("sk-of-mine");
      assertThat(providers.variable("OPENAI_BASE_URL")).isEqualTo("https://api.openai.com/v1");
      assertThat(providers.variable("ANTHROPIC_BASE_URL")).startsWith("http://127.0.0.1:");
      assertThat(providers.variable("BUSY_BASE_URL")).startsWith("http://127.0.0.1:");
      assertThat(providers.toString())
          .contains("OPENAI_API_KEY     set: calls go to https://api.openai.com/v1")
          .doesNotContain("sk-of-mine");
    }
  }

  /** Keeps what is printed, and counts how often it is shown. */
  private static final class Terminal extends ByteArrayOutputStream {
    int flushes;

    @Override
    public void flush() {
      flushes++;
    }
  }
}
