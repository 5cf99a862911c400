package dev.gatewaysdk.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.ChatStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.structured.Description;
import dev.gatewaysdk.structured.StructuredResponse;
import dev.gatewaysdk.structured.StructuredType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/structured-output.md}. */
class StructuredOutputDocTest {
  private static final Path PAGE = Path.of("..", "docs", "structured-output.md");
  private static final String TICKET =
      "{'title':'Crash at start','severity':'HIGH','steps':['Start it'],'assignee':null}";
  private static final Ticket READ =
      new Ticket("Crash at start", Severity.HIGH, List.of("Start it"), Optional.empty());

  private final OpenAiOnLoopback server = new OpenAiOnLoopback();
  private final GatewayClient gateway = server.gateway();
  private final StringBuilder shown = new StringBuilder();
  private final ChatRequest request = request("It crashes when I start it.");

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  record Ticket(
      @Description("At most ten words") String title,
      Severity severity,
      List<String> steps,
      Optional<String> assignee) {}

  enum Severity {
    LOW,
    @Description("Work stands still")
    HIGH
  }

  private static ChatRequest request(String mail) {
    ChatRequest request =
        ChatRequest.builder("production-llm")
            .system("Turn the mail into a ticket.")
            .user(mail)
            .build();
    return request;
  }

  @Test
  void asksForARecord() {
    answers(TICKET);
    Ticket ticket = gateway.chat(request, Ticket.class);

    assertThat(ticket).isEqualTo(READ);
    assertThat(responseFormat())
        .isEqualTo(
            "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Ticket\",\"schema\":"
                + StructuredType.of(Ticket.class).responseFormat().schema().text()
                + ",\"strict\":false}}");
  }

  @Test
  void theSchemaIsTheOneOnThePage() throws IOException {
    Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();

    assertThat(StructuredType.of(Ticket.class).responseFormat().schema().text())
        .isEqualTo(RawJson.of(RawJson.parse(block.group(1)).toJava()).text());
  }

  @Test
  void givesTheResponseToo() {
    answers(TICKET.replace("HIGH", "SEVERE"));
    answers(TICKET);
    StructuredResponse<Ticket> structured =
        gateway.chatStructured(request, Caller.user("ann"), Ticket.class);
    Ticket ticket = structured.value();
    show(structured.response().usage());
    if (structured.repaired()) {
      show(structured.rejected().usage()); // of the first call
    }

    assertThat(ticket).isEqualTo(READ);
    assertThat(shown.toString().lines()).hasSize(2);
    assertThat(server.lastBody()).contains("$.severity: expected one of LOW, HIGH");
  }

  @Test
  void asksOnAnotherThread() {
    answers(TICKET);
    CompletableFuture<Ticket> ticket =
        gateway
            .chatStructuredAsync(request, Caller.user("ann"), Ticket.class)
            .thenApply(StructuredResponse::value);

    assertThat(ticket.join()).isEqualTo(READ);
  }

  private Ticket ticketOrNull() {
    try {
      return gateway.chat(request, Ticket.class);
    } catch (StructuredAnswerException e) {
      switch (e.reason()) {
        case INVALID -> show(e.problems()); // [$.severity: expected one of LOW, HIGH, found …]
        case CUT_OFF -> show("too long");
        default -> show(e.getMessage());
      }
      keepForInspection(e.requestId(), e.answer());
      return null;
    }
  }

  private void keepForInspection(String requestId, String answer) {
    assertThat(requestId).isNotBlank();
    show(answer);
  }

  @Test
  void showsWhatDidNotFit() {
    answers(TICKET.replace("HIGH", "SEVERE"));

    assertThat(ticketOrNull()).isNull();
    assertThat(shown.toString())
        .startsWith("[$.severity: expected one of LOW, HIGH, found another string]\n{\"title\"");
  }

  sealed interface Action permits Reply, Escalate {}

  record Reply(String text) implements Action {}

  record Escalate(String team, Severity severity) implements Action {}

  @Test
  void choosesARecord() {
    answers("{'value':{'type':'Escalate','team':'storage','severity':'HIGH'}}");
    Action action = gateway.chat(request, Action.class);
    if (action instanceof Escalate escalate) {
      show(escalate.team());
    }

    assertThat(shown).hasToString("storage\n");
    assertThat(responseFormat()).endsWith(",\"strict\":true}}");
  }

  @Test
  void readsAStream() {
    answers(TICKET.replace("Crash at start", "Crash"));
    StructuredType<Ticket> type = StructuredType.of(Ticket.class);
    ChatRequest formed = request.toBuilder().responseFormat(type.responseFormat()).build();
    try (ChatStream stream = gateway.stream(formed)) {
      Ticket ticket = type.read(stream.collect().text());
      show(ticket.title());
    }

    assertThat(shown).hasToString("Crash\n");
  }

  record Interval(int from, int to) {
    Interval {
      if (from > to) {
        throw new IllegalArgumentException("from is after to");
      }
    }
  }

  @Test
  void checksWithTheConstructor() {
    answers("{'from':3,'to':1}");

    assertThatThrownBy(() -> gateway.chat(request, Interval.class))
        .hasMessageContaining("$: the constructor of Interval refused it");
    assertThat(server.lastBody()).contains("from is after to");
  }

  private String responseFormat() {
    return RawJson.of(RawJson.parse(server.lastBody()).toMap().get("response_format")).text();
  }

  /** Single quotes stand for double ones. */
  private void answers(String json) {
    server.answers(json.replace("'", "\\\""));
  }

  private void show(Object what) {
    shown.append(what).append('\n');
  }
}
