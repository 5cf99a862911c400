package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ProviderState;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.error.GuardrailException;
import dev.gatewaysdk.guardrail.Guardrail;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.pipeline.CallInterceptor;
import dev.gatewaysdk.reply.Assessment;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing reaches a provider that a guardrail of the endpoint has not let through. */
class InputGuardrailTest {
  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink usage = new RecordingUsageSink();
  private final List<String> seenByInterceptor = new ArrayList<>();
  private GatewayClient gateway;

  @BeforeEach
  void open() {
    fake.otherwise().reply("ok");
    CallInterceptor notes =
        (call, next) -> {
          seenByInterceptor.add(((ChatRequest) call.request()).messages().get(0).text());
          return next.handle(call);
        };
    gateway =
        GatewayClient.builder()
            .provider("fake", fake)
            .usageSink(usage)
            .callInterceptor(notes)
            .build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void guard(Guardrail... guardrails) {
    Endpoint.Builder endpoint = Endpoint.builder("support").target("fake", "m");
    List.of(guardrails).forEach(endpoint::inputGuardrail);
    gateway.endpoints().put(endpoint.build());
  }

  private static Guardrail named(String name, BiFunction<String, Placeholders, Verdict> check) {
    return new Guardrail() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Verdict check(String text, Placeholders placeholders) {
        return check.apply(text, placeholders);
      }
    };
  }

  private static ChatRequest asking(String... texts) {
    ChatRequest.Builder request = ChatRequest.builder("support");
    List.of(texts).forEach(request::user);
    return request.build();
  }

  private ChatResponse ask(String... texts) {
    return gateway.chat(asking(texts));
  }

  private GuardrailException blocked(ChatRequest request) {
    return catchThrowableOfType(GuardrailException.class, () -> gateway.chat(request));
  }

  @Test
  void masksTheSameThingAlikeInEveryMessage() {
    guard(Pii.mask());

    ChatResponse response =
        ask(
            "I am ann@example.com, he is bob@example.com.",
            "Is Ann@Example.com there? My card: 4111-1111-1111-1111.",
            "4111111111111111, bob@example.com");

    assertThat(fake.lastRequest().messages())
        .extracting(ChatMessage::text)
        .containsExactly(
            "I am [EMAIL_1], he is [EMAIL_2].",
            "Is [EMAIL_1] there? My card: [CREDIT_CARD_1].",
            "[CREDIT_CARD_1], [EMAIL_2]");
    assertThat(response.assessments())
        .containsExactly(
            new Assessment("pii", Assessment.Result.MASKED, Map.of("EMAIL", 4, "CREDIT_CARD", 2)));
    assertThat(response.assessments().get(0)).hasToString("pii: MASKED (CREDIT_CARD 2, EMAIL 4)");
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.SUCCESS);
  }

  @Test
  void masksStreamsAsWell() {
    guard(Pii.mask());

    try (ChatStream stream = gateway.stream(asking("ann@example.com"), Caller.anonymous())) {
      assertThat(stream.collect().assessments()).hasSize(1);
    }

    assertThat(fake.lastRequest().messages().get(0).text()).isEqualTo("[EMAIL_1]");
  }

  @Test
  void leavesARequestWithoutFindingsAsItIs() {
    guard(Pii.mask(), Pii.block());
    ChatRequest request = asking("Hello!");

    ChatResponse response = gateway.chat(request);

    assertThat(fake.lastRequest()).isSameAs(request);
    assertThat(response.assessments())
        .extracting(Assessment::result)
        .containsExactly(Assessment.Result.PASSED, Assessment.Result.PASSED);
  }

  @Test
  void blocksAndSaysHowManyOfWhatButNotWhat() {
    guard(Pii.block());

    GuardrailException e = blocked(asking("Hi", "ann@example.com", "4111111111111111 a@b.io"));

    assertThat(e)
        .hasMessage(
            "guardrail 'pii' blocked the call: messages[1].content: it holds personal data;"
                + " found {CREDIT_CARD=1, EMAIL=2}")
        .hasNoCause();
    assertThat(e.guardrail()).isEqualTo("pii");
    assertThat(e.findings()).isEqualTo(Map.of("CREDIT_CARD", 1, "EMAIL", 2));
    assertThat(e.code()).isEqualTo("content_filter");
    assertThat(e.statusCode()).isEqualTo(400);
    assertThat(fake.attempts()).isZero();
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.BLOCKED);
    assertThat(usage.last().statusCode()).isEqualTo(400);
    assertThat(usage.last().endpoint()).isEqualTo("support");
  }

  @Test
  void asksGuardrailsInTurnEachOnWhatTheOneBeforeLetThrough() {
    List<String> seen = new ArrayList<>();
    guard(
        Pii.mask(),
        named(
            "notes",
            (text, placeholders) -> {
              seen.add(text);
              return Verdict.pass();
            }));

    ask("ann@example.com");

    assertThat(seen).containsExactly("[EMAIL_1]");
  }

  @Test
  void blocksWhenAGuardrailFailsAndShowsNothingOfTheText() {
    guard(
        named(
            "broken",
            (text, placeholders) -> {
              throw new IllegalArgumentException("cannot read: " + text);
            }));

    GuardrailException e = blocked(asking("ann@example.com"));

    assertThat(e)
        .hasMessageContaining("'broken'")
        .hasMessageContaining("java.lang.IllegalArgumentException")
        .hasStackTraceContaining("InputGuardrailTest");
    assertThat(e.getCause()).hasMessage("java.lang.IllegalArgumentException");
    assertThat(e.toString() + e.getCause()).doesNotContain("ann@");
    assertThat(fake.attempts()).isZero();
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.BLOCKED);
  }

  @Test
  void blocksWhenAGuardrailGivesNoVerdict() {
    guard(named("silent", (text, placeholders) -> null));

    assertThat(blocked(asking("Hi"))).hasMessageContaining("'silent'");
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void livesUpToACancellationInsideOfAGuardrail() {
    guard(
        named(
            "slow",
            (text, placeholders) -> {
              throw new CallCancelledException("cancelled", null);
            }));

    assertThatThrownBy(() -> ask("Hi")).isInstanceOf(CallCancelledException.class);
    assertThat(usage.last().status()).isEqualTo(CallRecord.Status.CANCELLED);
  }

  @Test
  void blocksWhatItWouldHaveToChangeUnderAProvidersSeal() {
    guard(Pii.mask());
    ContentPart sealed =
        new ContentPart.Reasoning("ann@example.com asks", ProviderState.of("anthropic", "seal"));

    GuardrailException e =
        blocked(
            ChatRequest.builder("support")
                .user("Hi")
                .message(ChatMessage.assistant(List.of(sealed)))
                .user("Go on")
                .build());

    assertThat(e).hasMessageContaining("messages[1].content").hasMessageContaining("seal");
    assertThat(e.findings()).isEqualTo(Map.of("EMAIL", 1));
  }

  @Test
  void comesAfterTheUsersInterceptorsAndBeforeTheLimits() {
    gateway
        .endpoints()
        .put(
            Endpoint.builder("support")
                .target("fake", "m")
                .inputGuardrail(Pii.block())
                .limit(Limit.calls(1).perDay())
                .build());

    blocked(asking("ann@example.com"));

    assertThat(seenByInterceptor).containsExactly("ann@example.com");
    assertThat(ask("Hi").text()).isEqualTo("ok"); // The blocked call has not used the limit up.
  }

  @Test
  void goesWithItsEndpointWhenThatIsChanged() {
    guard(Pii.mask());
    Endpoint endpoint = gateway.endpoints().find("support").orElseThrow();

    gateway.endpoints().put(endpoint.toBuilder().tag("team", "red").build());
    ask("ann@example.com");

    assertThat(fake.lastRequest().messages().get(0).text()).isEqualTo("[EMAIL_1]");
  }

  @Test
  void doesWithoutAStageWhereNoGuardrailIs() {
    guard();

    assertThat(ask("ann@example.com").assessments()).isEmpty();
    assertThat(fake.lastRequest().messages().get(0).text()).isEqualTo("ann@example.com");
  }
}
