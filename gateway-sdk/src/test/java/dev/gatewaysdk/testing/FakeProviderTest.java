package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.CallCancelledException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which rule answers, and what is recorded. */
class FakeProviderTest {
  private final FakeProvider fake = new FakeProvider();
  private final Asking asking = new Asking(fake, new ManualClock());

  @Test
  void givesTheAnswerOfTheFirstRuleThatMatches() {
    fake.otherwise().reply("default");
    fake.whenUser("weather").reply("sunny");
    fake.whenUser("weather in Bern").reply("never");
    fake.when(request -> request.messages().get(0).text().length() > 40).reply("long");
    fake.onTurn(4).reply("fourth");

    assertThat(asking.text("What is the weather in Bern?")).isEqualTo("sunny");
    assertThat(asking.text("Hello")).isEqualTo("default");
    assertThat(asking.text("A question that has more than forty characters")).isEqualTo("long");
    assertThat(asking.text("Hello")).isEqualTo("fourth");
    assertThat(asking.text("Hello")).isEqualTo("default");
  }

  @Test
  void matchesTheModelThatTheProviderIsAskedFor() {
    fake.whenModel("gpt-4o-mini").reply("small");
    fake.otherwise().reply("large");

    Attempt small = asking.attempt(false, "gpt-4o-mini", "Hello", Asking.TIMEOUTS);
    assertThat(Asking.collect(fake.open(small)).text()).isEqualTo("small");
    assertThat(asking.text("Hello")).isEqualTo("large");
    assertThat(fake.models()).containsExactly("gpt-4o-mini", "gpt-4o");
  }

  @Test
  void looksOnlyAtWhatUsersSay() {
    fake.whenUser("weather").reply("sunny");
    fake.otherwise().reply("default");
    ChatRequest request =
        ChatRequest.builder("m").system("weather").user("a").assistant("weather").user("b").build();
    Attempt attempt = asking.attempt(false, "m", "x", Asking.TIMEOUTS).withRequest(request);

    assertThat(Asking.collect(fake.open(attempt)).text()).isEqualTo("default");
  }

  @Test
  void givesTheAnswersOfARuleInTurnAndRepeatsTheLast() {
    fake.otherwise().reply("one").thenReply("two").then().stream("th", "ree");

    assertThat(List.of(asking.text("a"), asking.text("b"), asking.text("c"), asking.text("d")))
        .containsExactly("one", "two", "three", "three");
  }

  @Test
  void countsTheTurnsOfEachRuleByItself() {
    fake.whenUser("a").reply("a1").thenReply("a2");
    fake.otherwise().reply("b1").thenReply("b2");

    assertThat(List.of(asking.text("a"), asking.text("b"), asking.text("a"), asking.text("b")))
        .containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void replacesTheDefault() {
    fake.otherwise().reply("old");
    fake.otherwise().reply("new");

    assertThat(asking.text("a")).isEqualTo("new");
  }

  @Test
  void recordsWhatReachedIt() {
    fake.otherwise().reply("ok").then().overloaded().thenReply("ok");
    asking.text("first");
    assertThatThrownBy(() -> asking.text("second")).isNotNull();
    asking.text("third");

    assertThat(fake.attempts()).isEqualTo(3);
    assertThat(fake.requests())
        .extracting(request -> request.messages().get(0).text())
        .containsExactly("first", "second", "third");
    assertThat(fake.lastRequest().messages().get(0).text()).isEqualTo("third");
  }

  @Test
  void failsIfThereIsNoLastRequest() {
    assertThatThrownBy(fake::lastRequest)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no request");
  }

  @Test
  void notesItsOwnRequestIdOnTheTrail() {
    fake.otherwise().reply("ok");
    asking.text("first");
    Attempt attempt = asking.attempt(false, "m", "second", Asking.TIMEOUTS);
    fake.open(attempt);

    assertThat(attempt.trail().providerRequestId()).isEqualTo("fake-2");
  }

  @Test
  void refusesAnAttemptThatWasCancelledBefore() {
    fake.otherwise().reply("ok");
    Attempt attempt = asking.attempt(false, "m", "x", Asking.TIMEOUTS);
    attempt.cancellation().cancel();

    assertThatThrownBy(() -> fake.open(attempt)).isInstanceOf(CallCancelledException.class);
    assertThat(fake.attempts()).isZero();
  }

  @Test
  void knowsWhetherItWasClosedAndAnswersNothingAfterThat() {
    fake.otherwise().reply("ok");
    assertThat(fake.closed()).isFalse();
    fake.close();

    assertThat(fake.closed()).isTrue();
    assertThatThrownBy(() -> asking.text("x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void passesForTheTypeItIsGiven() {
    assertThat(fake.type()).isEqualTo("fake");
    assertThat(new FakeProvider("openai").type()).isEqualTo("openai");
    assertThat(fake.supports(Operation.CHAT)).isTrue();
  }

  @Test
  void answersEachOfManyThreadsOnce() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    fake.whenUser("hello").replyWith(request -> "answer " + calls.incrementAndGet());
    List<String> answers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  String text = asking.text("hello");
                  synchronized (answers) {
                    answers.add(text);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(1600).doesNotHaveDuplicates();
    assertThat(fake.attempts()).isEqualTo(1600);
  }
}
