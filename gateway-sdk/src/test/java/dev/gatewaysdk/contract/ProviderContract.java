package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.Operation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every provider's adapter has to keep. A subclass says how to make one, and a folder of wire
 * fixtures, {@link Fixture}, what its provider answers: {@code contract/TYPE} on the test class
 * path, unless {@link #fixtures} says otherwise. {@code chat.text} and {@code chat_stream.text}
 * must be among them, and at least one for each operation that it supports.
 *
 * <p>Everything goes through a real gateway and over loopback sockets, but for streams in other
 * pieces: those are cut at the byte source, for adapters that use the {@link HttpOptions} they are
 * given, and are written piece by piece for others.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class ProviderContract extends AnswerContract {
  @TestFactory
  final Stream<DynamicTest> carriesExactlyWhatItClaims() {
    return Arrays.stream(Capability.values())
        .map(
            capability ->
                dynamicTest(
                    capability.name().toLowerCase(Locale.ROOT),
                    () -> claimsWhatItDoes(capability)));
  }

  private void claimsWhatItDoes(Capability capability) {
    Provider provider = rig().provider();
    boolean claimed = provider.capabilities().contains(capability);
    rig().server().answer(CannedAnswer.json(500, "{}"));

    CapabilityProbe.Outcome outcome = CapabilityProbe.of(provider, capability, model(capability));

    assertThat(outcome == CapabilityProbe.Outcome.CARRIED)
        .as("%s is %s, and was %s", capability, claimed ? "claimed" : "not claimed", outcome)
        .isEqualTo(claimed);
    assertThat(rig().server().requests())
        .as("requests sent for one of %s, which was %s", capability, outcome)
        .hasSize(outcome == CapabilityProbe.Outcome.REFUSED ? 0 : 1);
    if (capability.operation() != null) {
      assertThat(provider.supports(capability.operation())).isEqualTo(claimed);
    } else if (claimed) {
      isInTheRequest(capability);
    }
  }

  /** A claim is more than silence: what is asked changes what is sent. */
  private void isInTheRequest(Capability capability) {
    SentRequest with = rig().lastSent();
    String model = model(capability);
    rig().server().answer(CannedAnswer.json(500, "{}"));
    CapabilityProbe.of(rig().provider(), CapabilityProbe.without(capability, model), false, model);

    assertThat(with)
        .as("%s is claimed, so a request that asks for it is another than without it", capability)
        .isNotEqualTo(rig().lastSent());
    for (String word : CapabilityProbe.words(capability)) {
      assertThat(with.body())
          .as("%s is claimed, so this is in a request that asks for it", capability)
          .contains(word);
    }
  }

  @TestFactory
  final Stream<DynamicTest> losesNothingInSilence() {
    return Plea.all().stream().map(plea -> dynamicTest(plea.name(), () -> isHeard(plea)));
  }

  private void isHeard(Plea plea) {
    String model = model(Operation.CHAT);
    rig().server().answer(CannedAnswer.json(500, "{}"));
    CapabilityProbe.of(rig().provider(), Plea.without(model), false, model);
    SentRequest without = rig().lastSent();
    rig().server().answer(CannedAnswer.json(500, "{}"));

    CapabilityProbe.Outcome outcome =
        CapabilityProbe.of(rig().provider(), plea.request(model), false, model);

    if (outcome == CapabilityProbe.Outcome.CARRIED) {
      assertThat(rig().lastSent())
          .as("%s: neither sent, nor refused, nor reported as an adjustment", plea.name())
          .isNotEqualTo(without);
      for (String word : plea.words()) {
        assertThat(rig().lastSent().body()).as(plea.name()).contains(word);
      }
    }
  }

  @TestFactory
  final Stream<DynamicTest> leavesTryingAgainToTheGateway() {
    return Stream.of(true, false)
        .map(
            streamed ->
                dynamicTest(
                    "a broken connection" + (streamed ? ", streamed" : ""),
                    () -> {
                      rig().server().answer(CannedAnswer.none());

                      assertThat(failure(streamed).kind().fallsBack()).isTrue();
                      assertSentOnce();
                    }));
  }

  @Test
  final void refusesWhatItDoesNotSupportBeforeAnythingIsSent() {
    rig().server().answer(CannedAnswer.json(200, "{}"));
    for (Operation operation : Operation.values()) {
      if (!rig().provider().supports(operation)) {
        assertThatThrownBy(() -> rig().throughTheGateway(operation, false))
            .as("%s", operation)
            .isInstanceOf(UnsupportedRequestException.class);
      }
    }
    assertThat(rig().server().requests()).isEmpty();
  }

  @Test
  final void aClosedStreamReachesTheProvider() throws Exception {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.closedEarlyAndTwice(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCancelledCallReachesTheProvider() throws Exception {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.cancelledWhileReading(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().seesTheClientHangUp()).isTrue();
  }

  @Test
  final void aCallThatWasCancelledBeforeIsNotSent() {
    rig().serveBegun(rig().fixture("chat_stream.text"));

    Ends.cancelledBefore(rig().provider(), model(Operation.CHAT));

    assertThat(rig().server().requests()).isEmpty();
  }

  @Test
  final void givesNothingAfterTheEnd() {
    Fixture text = rig().fixture("chat_stream.text");
    rig().serve(text);

    Ends.readToTheEndAndFurther(rig().provider(), model(Operation.CHAT));
  }

  @Test
  final void showsNoSecret() {
    assertThat(rig().provider().toString()).doesNotContain(SECRET);
    for (int status : new int[] {200, 400, 401, 403, 500}) {
      rig()
          .server()
          .answer(
              CannedAnswer.json(status, "{\"error\":{\"message\":\"Bad key: " + SECRET + "\"}}"));
      assertHoldsNoSecret(failure(false));
    }
  }

  @Test
  final void saysTheSameOfItselfEachTime() {
    Provider provider = rig().provider();

    assertThat(provider.type()).isNotBlank().isEqualTo(rig().other().type());
    assertThat(provider.capabilities()).isEqualTo(rig().other().capabilities());
    assertThat(provider.credentials()).isPositive();
  }
}
