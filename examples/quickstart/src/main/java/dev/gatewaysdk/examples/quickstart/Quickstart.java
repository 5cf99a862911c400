package dev.gatewaysdk.examples.quickstart;

import static java.util.Objects.requireNonNull;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.error.GatewayException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.usage.Dimension;
import dev.gatewaysdk.usage.UsageTotals;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Six things that a gateway does, each a few lines of code. See also {@code gateway.yaml}. */
public final class Quickstart {
  private static final Answer OPENAI =
      Answer.text(
          "It stands between an application and its models, so that calls are routed and recorded.");
  private static final Answer ANTHROPIC =
      Answer.text("Yes. Your first choice was overloaded, so the gateway asked me instead.");

  private final GatewayClient gateway;
  private final PrintStream out;

  private Quickstart(GatewayClient gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  /** Runs the quickstart; exits with 1 if a provider fails that should not. */
  public static void main(String[] args) throws IOException {
    try {
      run(System::getenv, System.out);
    } catch (GatewayException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs the quickstart.
   *
   * @param environment gives a variable's value, or null
   */
  static void run(Function<String, @Nullable String> environment, PrintStream out)
      throws IOException {
    try (Providers providers = providers(environment);
        GatewayClient gateway = gateway(providers)) {
      out.println("Gateway SDK quickstart");
      out.println();
      out.print(providers);
      Quickstart quickstart = new Quickstart(gateway, out);
      quickstart.answer();
      quickstart.streamedAnswer();
      quickstart.fallback();
      quickstart.limit();
      quickstart.masking(providers);
      quickstart.usage();
    }
  }

  static Providers providers(Function<String, @Nullable String> environment) throws IOException {
    return new Providers(environment, request -> OPENAI, request -> ANTHROPIC);
  }

  private static GatewayClient gateway(Providers providers) throws IOException {
    try (InputStream in = Quickstart.class.getResourceAsStream("/gateway.yaml")) {
      String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      GatewayConfig config =
          GatewayConfig.parse(text, "gateway.yaml", Path.of(""), null, providers::variable);
      return GatewayClient.builder().config(config).build();
    }
  }

  private void answer() {
    heading("1. An answer");
    ChatResponse response =
        gateway.chat(
            ChatRequest.builder("assistant")
                .user("In one sentence: what is an AI gateway?")
                .build(),
            Caller.user("ann"));
    out.println("   " + response.text());
    facts(response);
  }

  private void streamedAnswer() {
    heading("2. A streamed answer, as it arrives");
    ChatRequest request = ChatRequest.builder("assistant").user("Once more, please.").build();
    out.print("   ");
    try (ChatStream stream = gateway.stream(request, Caller.user("ann"))) {
      for (ChatEvent event : stream) {
        if (event instanceof ChatEvent.TextDelta delta) {
          out.print(delta.text());
          out.flush();
        }
      }
      out.println();
      facts(stream.soFar());
    }
  }

  private void fallback() {
    heading("3. A fallback: the first target is overloaded");
    ChatResponse response =
        gateway.chat(
            ChatRequest.builder("always-there").user("Is anybody there?").build(),
            Caller.user("bob"));
    out.println("   " + response.text());
    out.println();
    Table attempts = new Table(2, "attempt", "outcome", "time");
    for (AttemptSummary attempt : response.attempts()) {
      attempts.row(
          attempt.target(),
          attempt.failure() == null
              ? "answered"
              : attempt.failure() + " (HTTP " + attempt.status() + ")",
          attempt.durationNanos() / 1_000_000 + " ms");
    }
    out.print(attempts);
  }

  private void limit() {
    heading("4. A call over the limit of 2 calls per minute by user");
    ChatRequest request = ChatRequest.builder("rationed").user("And again?").maxTokens(50).build();
    for (int call = 1; call <= 3; call++) {
      try {
        gateway.chat(request, Caller.user("ann"));
        out.println("   call " + call + "  answered");
      } catch (LimitExceededException e) {
        out.println("   call " + call + "  refused before anything was sent:");
        out.println("           " + e.getMessage());
        out.println("           code " + e.code() + ", status " + e.statusCode());
        out.println("           retry-after " + (e.retryAfter().toMillis() + 999) / 1000 + " s");
      }
    }
  }

  private void masking(Providers providers) {
    heading("5. Personal data that the provider does not get to see");
    String text = "Refund ann@example.com, card 4111 1111 1111 1111. Tell Ann@example.com.";
    ChatResponse response =
        gateway.chat(ChatRequest.builder("discreet").user(text).build(), Caller.user("ann"));
    out.println("   asked      " + text);
    out.println("   received   " + providers.received());
    response.assessments().forEach(assessment -> out.println("   guardrail  " + assessment));
  }

  private void usage() {
    heading("6. What it used and cost");
    out.println(totals("endpoint", Dimension.ENDPOINT));
    out.print(totals("model", Dimension.MODEL));
  }

  private Table totals(String title, Dimension dimension) {
    Table table = new Table(1, title, "calls", "failed", "tokens in", "tokens out", "cost");
    gateway.usage().by(dimension).all().forEach((name, totals) -> row(table, name, totals));
    row(table, "total", gateway.usage().total());
    return table;
  }

  private static void row(Table table, String name, UsageTotals totals) {
    table.row(
        name,
        String.valueOf(totals.calls()),
        String.valueOf(totals.failedCalls()),
        String.valueOf(totals.inputTokens()),
        String.valueOf(totals.outputTokens()),
        "$" + totals.cost().setScale(6, RoundingMode.HALF_UP));
  }

  /** Who answered and what it took; usage and cost are null where they are not known. */
  private void facts(ChatResponse response) {
    out.println();
    out.println("   answered by " + response.target());
    TokenUsage usage = response.usage();
    if (usage != null) {
      out.println(
          "   tokens      " + usage.inputTokens() + " in, " + usage.outputTokens() + " out");
    }
    out.println("   cost        " + response.cost());
  }

  private void heading(String text) {
    out.println();
    out.println(text);
    out.println();
  }
}
