package dev.gatewaysdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatMessage.Role;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.endpoint.Endpoint;
import dev.gatewaysdk.error.ClientSaturatedException;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.LimitExceededException;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.error.StructuredAnswerException;
import dev.gatewaysdk.error.StructuredAnswerException.Reason;
import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.structured.StructuredResponse;
import dev.gatewaysdk.structured.StructuredType;
import dev.gatewaysdk.testing.FakeProvider;
import dev.gatewaysdk.testing.FakeRule;
import dev.gatewaysdk.testing.RecordingUsageSink;
import dev.gatewaysdk.usage.CallRecord;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as Java values, through the whole gateway: one call each, or two. */
class StructuredAnswersTest {
  private static final String FITS = "{\"name\":\"Ann\",\"age\":41}";
  private static final String WRONG = "{\"name\":\"Ann\",\"age\":\"forty\"}";

  private final FakeProvider fake = new FakeProvider();
  private final RecordingUsageSink usage = new RecordingUsageSink();
  private final GatewayClient gateway = gateway(builder -> {});
  private final ChatRequest request = ChatRequest.builder("@fake/m").user("Who?").build();

  record Person(String name, int age) {
    Person {
      if (age < 0) {
        throw new IllegalArgumentException("age " + age + " is below zero");
      }
    }
  }

  private GatewayClient gateway(Consumer<GatewayClientBuilder> more) {
    GatewayClientBuilder builder = GatewayClient.builder().provider("fake", fake).usageSink(usage);
    more.accept(builder);
    return builder.build();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void anAnswerThatFitsIsOneCallWithTheSchema() {
    fake.otherwise().reply(FITS);

    assertThat(gateway.chat(request, Person.class)).isEqualTo(new Person("Ann", 41));

    assertThat(fake.attempts()).isOne();
    assertThat(fake.lastRequest().responseFormat())
        .isEqualTo(StructuredType.of(Person.class).responseFormat());
    assertThat(fake.lastRequest().messages()).isEqualTo(request.messages());
  }

  @Test
  void theResponseIsThereToo() {
    fake.otherwise().reply(FITS);

    StructuredResponse<Person> structured =
        gateway.chatStructured(request, Caller.user("ann"), Person.class);

    assertThat(structured.value().age()).isEqualTo(41);
    assertThat(structured.response().text()).isEqualTo(FITS);
    assertThat(structured.response().requestId()).isEqualTo(usage.last().requestId());
    assertThat(structured.repaired()).isFalse();
    assertThat(structured.rejected()).isNull();
    assertThat(structured.toString()).doesNotContain("Ann", "41");
    assertThat(usage.last().caller().user()).isEqualTo("ann");
  }

  @Test
  void anAnswerThatDoesNotFitIsSentBackOnceWithItsProblems() {
    fake.otherwise().reply(WRONG).thenReply(FITS);

    StructuredResponse<Person> structured =
        gateway.chatStructured(request, Caller.user("ann"), Person.class);

    assertThat(structured.value()).isEqualTo(new Person("Ann", 41));
    assertThat(structured.repaired()).isTrue();
    assertThat(structured.rejected().text()).isEqualTo(WRONG);
    assertThat(fake.attempts()).isEqualTo(2);
    List<ChatMessage> sent = fake.lastRequest().messages();
    assertThat(sent)
        .extracting(ChatMessage::role)
        .containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
    assertThat(sent.get(1).text()).isEqualTo(WRONG);
    assertThat(sent.get(2).text())
        .contains("- $.age: expected a whole number of 32 bits, found a string\n");
    assertThat(fake.lastRequest().responseFormat())
        .isEqualTo(StructuredType.of(Person.class).responseFormat());
    assertThat(usage.records())
        .extracting(CallRecord::requestId)
        .containsExactly(structured.rejected().requestId(), structured.response().requestId())
        .doesNotHaveDuplicates();
    assertThat(usage.records(CallRecord.Status.SUCCESS)).hasSize(2);
    assertThat(usage.records()).allMatch(record -> "ann".equals(record.caller().user()));
  }

  @Test
  void theModelIsToldWhatAConstructorSaid() {
    fake.otherwise().reply("{\"name\":\"Ann\",\"age\":-1}").thenReply(FITS);

    gateway.chat(request, Person.class);

    assertThat(fake.lastRequest().messages().get(2).text())
        .contains("$: the constructor of Person refused it", "age -1 is below zero");
  }

  @Test
  void anEmptyAnswerIsAskedForAgainWithoutIt() {
    fake.otherwise().reply("").thenReply(FITS);

    assertThat(gateway.chat(request, Person.class).name()).isEqualTo("Ann");
    assertThat(fake.lastRequest().messages())
        .extracting(ChatMessage::role)
        .containsExactly(Role.USER, Role.USER);
  }

  @Test
  void thereIsNoThirdCall() {
    fake.otherwise().reply("{}").thenReply(WRONG).thenReply(FITS);

    StructuredAnswerException e = failure();

    assertThat(fake.attempts()).isEqualTo(2);
    assertThat(usage.records()).hasSize(2);
    assertThat(e.reason()).isEqualTo(Reason.INVALID);
    assertThat(e.answer()).isEqualTo(WRONG);
    assertThat(e.problems())
        .containsExactly("$.age: expected a whole number of 32 bits, found a string");
    assertThat(e.requestId()).isEqualTo(usage.last().requestId());
    assertThat(e)
        .hasMessage(
            "the answer does not fit Person: $.age: expected a whole number of 32 bits, found a"
                + " string; answer() has what the model wrote, 28 characters; call "
                + usage.last().requestId());
    assertThat(e.code()).isEqualTo("structured_answer_invalid");
    assertThat(e.statusCode()).isEqualTo(502);
  }

  private StructuredAnswerException failure() {
    return catchThrowableOfType(
        StructuredAnswerException.class, () -> gateway.chat(request, Person.class));
  }

  @Test
  void anAnswerThatCannotBeSentBackIsNotRepaired() {
    fake.otherwise().reply("{\"name\":\"\ud83d").thenReply(FITS);

    assertThat(failure().reason()).isEqualTo(Reason.INVALID);
    assertThat(fake.attempts()).isOne();
  }

  @Test
  void aRefusalIsNotRepaired() {
    fake.otherwise().refusal("I will not.").thenReply(FITS);

    StructuredAnswerException e = failure();

    assertThat(fake.attempts()).isOne();
    assertThat(e.reason()).isEqualTo(Reason.REFUSED);
    assertThat(e.answer()).isEqualTo("I will not.");
    assertThat(e.problems()).isEmpty();
    assertThat(e).hasMessageStartingWith("no Person: the model refused to answer");
    assertThat(e.toString()).doesNotContain("I will not");
  }

  @Test
  void anAnswerThatWasCutOffIsNotRepaired() {
    fake.otherwise().reply("{\"name\":\"An").finish(FinishReason.LENGTH).thenReply(FITS);

    StructuredAnswerException e = failure();

    assertThat(fake.attempts()).isOne();
    assertThat(e.reason()).isEqualTo(Reason.CUT_OFF);
    assertThat(e.answer()).isEqualTo("{\"name\":\"An");
    assertThat(e).hasMessageContaining("raise maxTokens(…)");
  }

  @Test
  void anAnswerThatWasWholeBeforeItWasCutOffCounts() {
    fake.otherwise().reply(FITS + "\n\n\n").finish(FinishReason.LENGTH);

    assertThat(gateway.chat(request, Person.class).age()).isEqualTo(41);
  }

  @Test
  void aToolCallIsNotRepaired() {
    fake.otherwise().toolCall("look_up", "{}").thenReply(FITS);

    assertThat(failure().reason()).isEqualTo(Reason.ASKED_FOR_TOOLS);
    assertThat(fake.attempts()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_FILTER", "PAUSED"})
  void whatWasStoppedIsNotRepaired(FinishReason reason) {
    fake.otherwise().reply("{").finish(reason).thenReply(FITS);

    assertThat(failure().reason())
        .isEqualTo(reason == FinishReason.PAUSED ? Reason.PAUSED : Reason.FILTERED);
    assertThat(fake.attempts()).isOne();
  }

  @Test
  void aRepairThatFailsKeepsTheFirstAnswer() {
    fake.otherwise().reply(WRONG).then().authenticationFailed();

    assertThatThrownBy(() -> gateway.chat(request, Person.class))
        .isInstanceOf(ProviderException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOfSatisfying(
                        StructuredAnswerException.class,
                        first -> assertThat(first.answer()).isEqualTo(WRONG)));
  }

  @Test
  void aRepairIsLimitedLikeAnyCall() {
    fake.otherwise().reply(WRONG).thenReply(FITS);
    try (GatewayClient limited =
        gateway(
            builder ->
                builder.endpoint(
                    Endpoint.builder("once")
                        .target("fake", "m")
                        .limit(Limit.calls(1).perDay())
                        .build()))) {
      ChatRequest once = ChatRequest.builder("once").user("Who?").build();

      assertThatThrownBy(() -> limited.chat(once, Person.class))
          .isInstanceOf(LimitExceededException.class);
    }
    assertThat(fake.attempts()).isOne();
  }

  @Test
  void aFormatOfTheRequestIsRefusedBeforeAnythingIsSent() {
    ChatRequest formed = request.toBuilder().responseFormat(ResponseFormat.JSON_OBJECT).build();

    assertThatThrownBy(() -> gateway.chat(formed, Person.class))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("response_format: is given by the type Person: leave out responseFormat(…)");
    assertThatThrownBy(() -> gateway.chat(request, Object.class))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(fake.attempts()).isZero();
    assertThat(usage.records()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksOnAnotherThread(boolean repaired) throws Exception {
    FakeRule rule = repaired ? fake.otherwise().reply(WRONG).then() : fake.otherwise();
    rule.reply(FITS);

    StructuredResponse<Person> structured =
        gateway.chatStructuredAsync(request, Caller.user("ann"), Person.class).get();

    assertThat(structured.value()).isEqualTo(new Person("Ann", 41));
    assertThat(structured.repaired()).isEqualTo(repaired);
    assertThat(usage.records()).hasSize(repaired ? 2 : 1);
    assertThat(usage.last().requestId()).isEqualTo(structured.response().requestId());
  }

  @Test
  void aFutureFailsWithWhatTheCallWouldThrow() {
    fake.otherwise().reply("{}");

    assertThatThrownBy(() -> async(request, Person.class).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StructuredAnswerException.class);
    assertThatThrownBy(() -> async(request, Object.class).join())
        .hasCauseInstanceOf(InvalidRequestException.class);
  }

  private <T> CompletableFuture<StructuredResponse<T>> async(ChatRequest asked, Class<T> type) {
    return gateway.chatStructuredAsync(asked, Caller.anonymous(), type);
  }

  @Test
  void cancellingTheFutureStopsTheRepair() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    fake.onTurn(1).reply(WRONG);
    fake.when(
            "is the repair",
            asked -> {
              second.countDown();
              return true;
            })
        .stall();

    CompletableFuture<?> future = async(request, Person.class);
    assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    future.cancel(true);

    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    gateway.close(); // Waits for the calls under way: a repair that runs on would stall it.
    assertThat(usage.records())
        .extracting(CallRecord::status)
        .containsExactly(CallRecord.Status.SUCCESS, CallRecord.Status.CANCELLED);
  }

  @Test
  void aFutureThatWasCancelledBeforeItBeganAsksNobody() {
    Runnable[] waiting = new Runnable[1];
    try (GatewayClient slow = gateway(b -> b.executor(task -> waiting[0] = task))) {
      CompletableFuture<?> future =
          slow.chatStructuredAsync(request, Caller.anonymous(), Person.class);
      future.cancel(true);
      waiting[0].run();
    }
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void aFullExecutorRefusesWithARecord() {
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };
    try (GatewayClient busy = gateway(b -> b.executor(full))) {
      assertThatThrownBy(
              () -> busy.chatStructuredAsync(request, Caller.anonymous(), Person.class).join())
          .hasCauseInstanceOf(ClientSaturatedException.class);
    }
    assertThat(usage.records()).hasSize(1);
  }
}
