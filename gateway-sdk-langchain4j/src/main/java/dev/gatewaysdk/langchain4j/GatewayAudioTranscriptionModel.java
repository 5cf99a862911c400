package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.Caller;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A LangChain4j transcription model that calls an endpoint of the gateway. Thread-safe; never
 * closes the gateway.
 *
 * <p>Recordings come by value, as bytes or in base64. Their type is the {@code mimeType}, or else
 * what their first bytes show.
 */
public final class GatewayAudioTranscriptionModel implements AudioTranscriptionModel {
  private final OperationCalls calls;
  private final Consumer<TranscriptionRequest.Builder> requests;

  private GatewayAudioTranscriptionModel(Builder builder) {
    this.calls = builder.calls;
    this.requests = builder.requests;
  }

  /**
   * Starts a model.
   *
   * @param endpoint an endpoint's name, or {@code @provider/model}
   */
  public static Builder builder(GatewayClient gateway, String endpoint) {
    return new Builder(OperationCalls.of(gateway, endpoint));
  }

  /** Waits for the transcript on this thread. */
  @Override
  public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
    return calls.call(
        () -> asked(request), answer -> AudioTranscriptionResponse.from(answer.text()));
  }

  private TranscriptionRequest asked(AudioTranscriptionRequest request) {
    TranscriptionRequest.Builder asked =
        TranscriptionRequest.builder(calls.endpoint(), Recordings.of(request.audio()));
    requests.accept(asked);
    if (request.prompt() != null) {
      asked.prompt(request.prompt());
    }
    if (request.language() != null) {
      asked.language(request.language());
    }
    if (request.temperature() != null) {
      asked.temperature(request.temperature());
    }
    return asked.build();
  }

  /** Builds a {@link GatewayAudioTranscriptionModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;
    private Consumer<TranscriptionRequest.Builder> requests = request -> {};

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /**
     * Says of each request what LangChain4j cannot, as in {@code request ->
     * request.translate(true)}; what it can goes before it. Default: nothing.
     */
    public Builder requests(Consumer<TranscriptionRequest.Builder> requests) {
      this.requests = Objects.requireNonNull(requests, "requests");
      return this;
    }

    /** The model. */
    public GatewayAudioTranscriptionModel build() {
      return new GatewayAudioTranscriptionModel(this);
    }
  }
}
