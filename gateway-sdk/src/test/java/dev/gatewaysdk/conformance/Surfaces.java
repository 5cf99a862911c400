package dev.gatewaysdk.conformance;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RerankRequest;
import java.util.Set;

/** A request that fits a recording of any operation but chat. */
public final class Surfaces {
  private static final String MODEL = "@recorded/model-1";
  private static final Set<String> OPERATIONS =
      Set.of(
          "completion",
          "embedding",
          "image",
          "speech",
          "transcription",
          "moderation",
          "rerank",
          "models");

  private Surfaces() {}

  /** Whether that operation of recordings is one of these. */
  static boolean knows(String operation) {
    return OPERATIONS.contains(base(operation));
  }

  /** The answer to such a request. */
  static Response ask(GatewayClient gateway, Recording recording) {
    RequestFor<?> request = request(base(recording.failedOperation()));
    if (!recording.streamed()) {
      return gateway.call(request, Caller.anonymous());
    }
    try (AnswerStream<?> stream = gateway.stream(request, Caller.anonymous())) {
      return stream.collect();
    }
  }

  /** A small request of that operation, to the model {@code model-1} of {@code recorded}. */
  public static RequestFor<?> request(String operation) {
    return switch (operation) {
      case "completion" -> CompletionRequest.builder(MODEL).prompt("Once").build();
      case "embedding" -> EmbeddingRequest.builder(MODEL).input("Hello").build();
      case "image" -> ImageRequest.builder(MODEL, "a cat").build();
      case "speech" -> SpeechRequest.builder(MODEL, "Hello").voice("alloy").build();
      case "transcription" ->
          TranscriptionRequest.builder(MODEL, AudioFile.of(new byte[] {1, 2, 3}, "a.mp3")).build();
      case "moderation" -> ModerationRequest.builder(MODEL).text("Hello").build();
      case "rerank" -> RerankRequest.builder(MODEL, "cat").document("a").document("b").build();
      case "models" -> ListModelsRequest.of("recorded");
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static String base(String operation) {
    return operation.replace("_stream", "");
  }
}
