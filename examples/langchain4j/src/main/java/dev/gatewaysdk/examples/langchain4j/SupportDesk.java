package dev.gatewaysdk.examples.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.config.GatewayConfig;
import dev.gatewaysdk.examples.quickstart.Providers;
import dev.gatewaysdk.examples.quickstart.Table;
import dev.gatewaysdk.langchain4j.GatewayChatModel;
import dev.gatewaysdk.langchain4j.GatewayChatRequestParameters;
import dev.gatewaysdk.langchain4j.GatewayChatResponseMetadata;
import dev.gatewaysdk.langchain4j.GatewayStreamingChatModel;
import dev.gatewaysdk.reply.AttemptSummary;
import dev.gatewaysdk.usage.Dimension;
import dev.gatewaysdk.usage.UsageTotals;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** AI Services of LangChain4j whose models are endpoints of the gateway. */
public final class SupportDesk {
  private static final Caller ANN = Caller.user("ann");

  private final GatewayClient gateway;
  private final String provider;
  private final PrintStream out;
  private final Assistant assistant;

  private SupportDesk(GatewayClient gateway, String provider, PrintStream out) {
    this.gateway = gateway;
    this.provider = provider;
    this.out = out;

    String endpoint = "desk-on-" + provider;
    ChatModel model = GatewayChatModel.builder(gateway, endpoint).caller(ANN).build();
    StreamingChatModel streaming =
        GatewayStreamingChatModel.builder(gateway, endpoint).caller(ANN).build();
    assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .streamingChatModel(streaming)
            .tools(new Orders(out))
            .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
            .build();
  }

  /** Runs the example; exits with 1 if a provider fails that should not. */
  public static void main(String[] args) throws IOException {
    try {
      run(System::getenv, System.out);
    } catch (LangChain4jException | CompletionException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs the example: on Anthropic if only its key is set, else on OpenAI.
   *
   * @param environment gives a variable's value, or null
   */
  static void run(Function<String, @Nullable String> environment, PrintStream out)
      throws IOException {
    boolean onClaude = isSet(environment, "ANTHROPIC") && !isSet(environment, "OPENAI");
    try (Providers providers = new Providers(environment, Script::answer, Script::answer);
        GatewayClient gateway = gateway(providers)) {
      out.println("LangChain4j's AI Services over the gateway");
      out.println();
      out.print(providers);
      SupportDesk desk = new SupportDesk(gateway, onClaude ? "claude" : "openai", out);
      desk.tool();
      desk.memory();
      desk.record();
      desk.stream();
      desk.fallback();
      desk.usage();
    }
  }

  private static boolean isSet(Function<String, @Nullable String> environment, String name) {
    String key = environment.apply(name + "_API_KEY");
    return key != null && !key.isBlank();
  }

  private static GatewayClient gateway(Providers providers) throws IOException {
    try (InputStream in = SupportDesk.class.getResourceAsStream("/support-desk.yaml")) {
      String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      GatewayConfig config =
          GatewayConfig.parse(text, "support-desk.yaml", Path.of(""), null, providers::variable);
      return GatewayClient.builder().config(config).build();
    }
  }

  private void tool() {
    heading("1. A tool that the model calls");
    say(assistant.answer(ask("Where is order 4711?")));
  }

  private void memory() {
    heading("2. What was said before is remembered");
    say(assistant.answer(ask("Which order did I ask about?")));
  }

  private void record() {
    heading("3. A record as the answer");
    ChatModel model = GatewayChatModel.builder(gateway, "desk-on-" + provider).caller(ANN).build();
    Clerk clerk = AiServices.create(Clerk.class, model);
    Clerk.Complaint complaint =
        clerk.read("Order 4711 came with a broken lid. Send a new one at once, and call me back!");
    out.println("   order      " + complaint.order());
    out.println("   urgency    " + complaint.urgency());
    out.println("   wishes     " + complaint.wishes());
  }

  private void stream() {
    heading("4. A streamed answer with a tool, for another caller");
    GatewayChatRequestParameters parameters =
        GatewayChatRequestParameters.builder().caller(Caller.user("bob")).build();
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    assistant.stream(ask("Where is order 4712?"), parameters)
        .onPartialResponse(part -> show(begun.getAndSet(true) ? part : "   answer     " + part))
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    ChatResponse response = done.join();
    out.println();
    facts(response);
  }

  private void show(String part) {
    out.print(part);
    out.flush();
  }

  private void fallback() {
    heading("5. A fallback below LangChain4j: the first target is overloaded");
    ChatModel model =
        GatewayChatModel.builder(gateway, "always-there-on-" + provider).caller(ANN).build();
    Assistant always = AiServices.create(Assistant.class, model);
    Result<String> result = always.answer(ask("Is anybody there?"));
    say(result);
    out.println();
    Table attempts = new Table(2, "attempt", "outcome");
    for (AttemptSummary attempt : metadata(result.finalResponse()).attempts()) {
      String failure = attempt.failure() + " (HTTP " + attempt.status() + ")";
      attempts.row(attempt.target(), attempt.failure() == null ? "answered" : failure);
    }
    out.print(attempts);
  }

  private void usage() {
    heading("6. What it used and cost");
    out.println(totals("endpoint", Dimension.ENDPOINT));
    out.print(totals("user", Dimension.USER));
  }

  private Table totals(String title, Dimension dimension) {
    Table table = new Table(1, title, "calls", "tokens in", "tokens out", "cost");
    gateway.usage().by(dimension).all().forEach((name, totals) -> row(table, name, totals));
    row(table, "total", gateway.usage().total());
    return table;
  }

  private static void row(Table table, String name, UsageTotals totals) {
    table.row(
        name,
        String.valueOf(totals.calls()),
        String.valueOf(totals.inputTokens()),
        String.valueOf(totals.outputTokens()),
        "$" + totals.cost().setScale(6, RoundingMode.HALF_UP));
  }

  private String ask(String question) {
    out.println("   asked      " + question);
    return question;
  }

  private void say(Result<String> result) {
    out.println("   answer     " + result.content());
    facts(result.finalResponse());
  }

  /** Who answered and what it took: what the gateway adds to LangChain4j's metadata. */
  private void facts(ChatResponse response) {
    GatewayChatResponseMetadata metadata = metadata(response);
    out.println("   by         " + metadata.target() + ", " + metadata.cost());
  }

  private static GatewayChatResponseMetadata metadata(ChatResponse response) {
    return (GatewayChatResponseMetadata) response.metadata();
  }

  private void heading(String text) {
    out.println();
    out.println(text);
    out.println();
  }
}
