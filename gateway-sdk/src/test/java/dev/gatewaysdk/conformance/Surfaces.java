package dev.gatewaysdk.conformance;

import dev.gatewaysdk.AnswerStream;
import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.AudioFile;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.Attempts;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.rerank.RerankRequest;
import java.util.List;
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
  static Response ask(GatewayClient gateway, Recording recording, String model) {
    RequestFor<?> request = request(base(recording.failedOperation()), model);
    if (!recording.streamed()) {
      return gateway.call(request, Caller.anonymous());
    }
    try (AnswerStream<?> stream = gateway.stream(request, Caller.anonymous())) {
      return stream.collect();
    }
  }

  /** The whole answer of an adapter alone, with what its events say of it. */
  static Response collect(Provider provider, Recording recording) {
    RequestFor<?> request = request(base(recording.failedOperation()));
    Attempt attempt = Attempts.of(request, recording.streamed(), "recorded", "model-1");
    try (Reply reply = provider.open(attempt)) {
      return collect(request.collector(), reply);
    }
  }

  /** The answer that the events make, with usage and identity. */
  public static <R extends Response> R collect(ReplyCollector<R> collector, Reply reply) {
    AnswerStarted started = new AnswerStarted(null, null);
    UsageReported usage = null;
    for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
      if (event instanceof AnswerStarted each) {
        started = each;
      } else if (event instanceof UsageReported each) {
        usage = each;
      }
      collector.add(event);
    }
    return collector.toResponse(
        new ResponseInfo(
            "",
            started.id(),
            started.model(),
            usage == null ? null : usage.usage(),
            usage == null ? null : usage.raw(),
            null,
            null,
            List.of(),
            List.of()));
  }

  /** A small request of that operation, to the model {@code model-1} of {@code recorded}. */
  public static RequestFor<?> request(String operation) {
    return request(operation, MODEL);
  }

  private static RequestFor<?> request(String operation, String model) {
    return switch (operation) {
      case "completion" -> CompletionRequest.builder(model).prompt("Once").build();
      case "embedding" -> EmbeddingRequest.builder(model).input("Hello").build();
      case "image" -> ImageRequest.builder(model, "a cat").build();
      case "speech" -> SpeechRequest.builder(model, "Hello").voice("alloy").build();
      case "transcription" ->
          TranscriptionRequest.builder(model, AudioFile.of(new byte[] {1, 2, 3}, "a.mp3")).build();
      case "moderation" -> ModerationRequest.builder(model).text("Hello").build();
      case "rerank" -> RerankRequest.builder(model, "cat").document("a").document("b").build();
      case "models" -> ListModelsRequest.of("recorded");
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static String base(String operation) {
    return operation.replace("_stream", "");
  }
}
