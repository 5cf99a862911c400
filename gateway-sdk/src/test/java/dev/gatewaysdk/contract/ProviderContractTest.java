package dev.gatewaysdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.docs.parrot.ParrotProvider;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.secret.Secret;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The contract notices an adapter that does not keep it. */
class ProviderContractTest {
  @Test
  void noticesACutThatLooksLikeAnEnd() {
    contract(provider -> new Spoilt(provider, EndOnFailure::new))
        .fails(Contract::neverTakesACutOffAnswerForAWholeOne);
  }

  @Test
  void noticesAnEndThatComesTwice() {
    contract(provider -> new Spoilt(provider, FinishedAgain::new))
        .fails(Contract::keepsTheGrammarOfEvents);
  }

  @Test
  void noticesTextThatIsNotThatOfTheFixture() {
    contract(provider -> new Spoilt(provider, Shouting::new))
        .fails(Contract::readsWhatEveryFixtureSays);
  }

  @Test
  void noticesAStreamThatDiffersFromItsWholeAnswer() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Reply open(Attempt attempt) {
                    Reply reply = super.open(attempt);
                    return attempt.streamed() ? new Shouting(reply) : reply;
                  }
                })
        .fails(Contract::aStreamCollectsToItsWholeAnswer);
  }

  @Test
  void noticesAFailureOfTheWrongKind() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Reply open(Attempt attempt) {
                    try {
                      return super.open(attempt);
                    } catch (ProviderException e) {
                      throw ProviderException.builder(FailureKind.UNAVAILABLE, "failed").build();
                    }
                  }
                })
        .fails(Contract::classifiesAStatusAndKeepsItsWait);
  }

  @Test
  void noticesAClaimThatIsNotTrue() {
    Contract contract =
        contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Set<Capability> capabilities() {
                    Set<Capability> more = EnumSet.copyOf(super.capabilities());
                    more.add(Capability.PICTURE_URL);
                    return more;
                  }
                });

    contract.fails(Contract::carriesExactlyWhatItClaims);
  }

  @Test
  void noticesWhatIsNotClaimedAndYetCarried() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Set<Capability> capabilities() {
                    return Set.of(Capability.CHAT, Capability.STREAMING);
                  }
                })
        .fails(Contract::carriesExactlyWhatItClaims);
  }

  @Test
  void noticesAClaimOfWhatIsNeverSent() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Set<Capability> capabilities() {
                    Set<Capability> more = EnumSet.copyOf(super.capabilities());
                    more.add(Capability.TOP_K);
                    return more;
                  }

                  @Override
                  public Reply open(Attempt attempt) {
                    return super.open(
                        attempt.request() instanceof ChatRequest chat && chat.topK() != null
                            ? saying(attempt, CapabilityProbe.without(Capability.TOP_K, "model-1"))
                            : attempt);
                  }
                })
        .fails(Contract::carriesExactlyWhatItClaims);
  }

  @Test
  void noticesASettingThatIsLost() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Reply open(Attempt attempt) {
                    return super.open(saying(attempt, Plea.without("model-1")));
                  }
                })
        .fails(Contract::losesNothingInSilence);
  }

  @Test
  void noticesOneThatTriesAgainAfterARefusal() {
    contract(provider -> new TriesAgain(provider, e -> e.providerStatus() == 503))
        .fails(Contract::classifiesAStatusAndKeepsItsWait);
  }

  @Test
  void noticesOneThatTriesAgainAfterABrokenConnection() {
    contract(provider -> new TriesAgain(provider, e -> e.kind() == FailureKind.UNAVAILABLE))
        .fails(Contract::leavesTryingAgainToTheGateway);
  }

  @Test
  void noticesOneThatHeedsNoCancellation() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Reply open(Attempt attempt) {
                    return super.open(saying(attempt, (ChatRequest) attempt.request()));
                  }
                })
        .failsAlone(Contract::aCallThatWasCancelledBeforeIsNotSent);
  }

  @Test
  void noticesChoicesThatAreNotCountedFromZero() {
    assertThat(
            EventGrammar.breaches(
                List.of(
                    new ChatEvent.TextDelta(1, "Hi"),
                    new ChatEvent.Finished(1, FinishReason.STOP, "done", null))))
        .singleElement()
        .asString()
        .contains("counted from 0");
  }

  @Test
  void noticesThatItWasNotToldWhosePiecesOfToolCallsAre() {
    List<ReplyEvent> pieces =
        List.of(
            new ToolCallDelta(0, 0, "a", "f", "", ToolCall.Type.FUNCTION),
            new ToolCallDelta(0, 0, null, null, "{", ToolCall.Type.FUNCTION),
            new ToolCallDelta(0, 0, null, null, "}", ToolCall.Type.FUNCTION),
            new ToolCallDelta(0, 1, "b", "f", "{}", ToolCall.Type.FUNCTION));

    assertThat(Interleaving.callsInPieces(pieces)).isEqualTo(1);
  }

  /** The same attempt with another request, and with a cancellation of its own. */
  private static Attempt saying(Attempt attempt, ChatRequest request) {
    return SmallRequests.attempt(request, attempt.streamed(), "model-1");
  }

  @Test
  void noticesAStreamThatIsNotClosed() {
    contract(provider -> new Spoilt(provider, StaysOpen::new))
        .failsAlone(Contract::aClosedStreamReachesTheProvider);
  }

  @Test
  void noticesASecretThatShows() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public String toString() {
                    return "key " + ProviderContract.SECRET;
                  }
                })
        .failsAlone(Contract::showsNoSecret);
  }

  @Test
  void noticesAnOperationWithoutAFixture() {
    contract(
            provider ->
                new Spoilt(provider, reply -> reply) {
                  @Override
                  public Set<Capability> capabilities() {
                    return Set.of(Capability.CHAT, Capability.STREAMING, Capability.RERANK);
                  }
                })
        .failsAlone(Contract::hasAFixtureForEachOperationItSupports);
  }

  private static Contract contract(Function<Provider, Provider> spoil) {
    return new Contract(spoil);
  }

  /** The contract of an adapter that does something wrong. */
  private static final class Contract extends ProviderContract {
    private final Function<Provider, Provider> spoil;

    Contract(Function<Provider, Provider> spoil) {
      this.spoil = spoil;
    }

    @Override
    protected Provider provider(String url, HttpOptions http) {
      return spoil.apply(new ParrotProvider(url, Secret.of(SECRET), http));
    }

    /** One of these tests fails. */
    void fails(Function<Contract, Stream<DynamicTest>> tests) {
      failsAlone(
          contract -> {
            for (DynamicTest test : tests.apply(contract).toList()) {
              test.getExecutable().execute();
            }
          });
    }

    /** This test fails. */
    void failsAlone(Run test) {
      open();
      try {
        assertThatThrownBy(() -> test.run(this)).isInstanceOf(AssertionError.class);
      } finally {
        close();
      }
    }
  }

  private interface Run {
    void run(Contract contract) throws Throwable;
  }

  /** An adapter whose replies are spoilt. */
  private static class Spoilt implements Provider {
    private final Provider provider;
    private final Function<Reply, Reply> spoil;

    Spoilt(Provider provider, Function<Reply, Reply> spoil) {
      this.provider = provider;
      this.spoil = spoil;
    }

    @Override
    public String type() {
      return provider.type();
    }

    @Override
    public Set<Capability> capabilities() {
      return provider.capabilities();
    }

    @Override
    public Reply open(Attempt attempt) {
      return spoil.apply(provider.open(attempt));
    }

    @Override
    public void close() {
      provider.close();
    }
  }

  private static final class TriesAgain extends Spoilt {
    private final Predicate<ProviderException> again;

    TriesAgain(Provider provider, Predicate<ProviderException> again) {
      super(provider, reply -> reply);
      this.again = again;
    }

    @Override
    public Reply open(Attempt attempt) {
      try {
        return super.open(attempt);
      } catch (ProviderException e) {
        if (!again.test(e)) {
          throw e;
        }
        return super.open(attempt);
      }
    }
  }

  private record EndOnFailure(Reply reply) implements Reply {
    @Override
    public @Nullable ReplyEvent next() {
      try {
        return reply.next();
      } catch (ProviderException e) {
        return null;
      }
    }

    @Override
    public void close() {
      reply.close();
    }
  }

  private static final class FinishedAgain implements Reply {
    private final Reply reply;
    private boolean again;

    FinishedAgain(Reply reply) {
      this.reply = reply;
    }

    @Override
    public @Nullable ReplyEvent next() {
      ReplyEvent event = reply.next();
      if (event == null && !again) {
        again = true;
        return new ChatEvent.Finished(0, FinishReason.STOP, "done", null);
      }
      return event;
    }

    @Override
    public void close() {
      reply.close();
    }
  }

  private record Shouting(Reply reply) implements Reply {
    @Override
    public @Nullable ReplyEvent next() {
      ReplyEvent event = reply.next();
      return event instanceof ChatEvent.TextDelta delta
          ? new ChatEvent.TextDelta(0, delta.text() + "!")
          : event;
    }

    @Override
    public void close() {
      reply.close();
    }
  }

  private record StaysOpen(Reply reply) implements Reply {
    @Override
    public @Nullable ReplyEvent next() {
      return reply.next();
    }

    @Override
    public void close() {}
  }
}
