package dev.gatewaysdk.contract;

import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Cancellation;
import dev.gatewaysdk.call.Timeouts;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.target.Target;
import dev.gatewaysdk.target.TargetRef;
import dev.gatewaysdk.time.GatewayClock;
import java.time.Duration;

/** Requests that say little, and attempts with them. */
final class SmallRequests {
  /** What the gateway of the contract calls the provider. */
  static final String PROVIDER = "tested";

  /** So short that a test which would hang fails. */
  private static final Timeouts TIMEOUTS =
      Timeouts.DEFAULTS
          .withTotal(Duration.ofSeconds(20))
          .withFirstToken(Duration.ofSeconds(10))
          .withBetweenTokens(Duration.ofSeconds(10));

  private SmallRequests() {}

  /** A request of that operation to that model of the provider. */
  static OperationRequest of(Operation operation, String model) {
    String direct = "@" + PROVIDER + "/" + model;
    return switch (operation) {
      case CHAT -> ChatRequest.builder(direct).user("Hello!").build();
      case COMPLETION -> CompletionRequest.builder(direct).prompt("Once").build();
      case EMBEDDING -> EmbeddingRequest.builder(direct).input("Hello").build();
      case IMAGE -> ImageRequest.builder(direct, "a cat").build();
      case SPEECH -> SpeechRequest.builder(direct, "Hello").voice("alloy").build();
      case TRANSCRIPTION ->
          TranscriptionRequest.builder(direct, AudioFile.of(new byte[] {1, 2, 3}, "a.mp3")).build();
      case MODERATION -> ModerationRequest.builder(direct).text("Hello").build();
      case RERANK -> RerankRequest.builder(direct, "cat").document("a").document("b").build();
      case MODELS -> ListModelsRequest.of(PROVIDER);
    };
  }

  /** One try with that request, as the pipeline would make it. */
  static Attempt attempt(OperationRequest request, boolean streamed, String model) {
    return attempt(request, streamed, model, new Cancellation());
  }

  /** One try that can be cancelled. */
  static Attempt attempt(
      OperationRequest request, boolean streamed, String model, Cancellation cancellation) {
    GatewayClock clock = GatewayClock.system();
    long now = clock.nanoTime();
    Call call = new Call("call-1", request, Caller.anonymous(), streamed, now, cancellation);
    Target target = Target.of(new TargetRef(PROVIDER, model), null);
    return new Attempt(call, target, TIMEOUTS, clock, true, false);
  }
}
