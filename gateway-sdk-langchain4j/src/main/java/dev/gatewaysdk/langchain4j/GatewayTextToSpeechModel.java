package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.GatewayClient;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.call.Caller;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A LangChain4j model of speech that calls an endpoint of the gateway. Thread-safe; never closes
 * the gateway. Sound comes as bytes, with its type if that is known.
 */
public final class GatewayTextToSpeechModel implements TextToSpeechModel {
  private final OperationCalls calls;
  private final Consumer<SpeechRequest.Builder> requests;

  private GatewayTextToSpeechModel(Builder builder) {
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

  /** Waits for all of the sound on this thread. */
  @Override
  public TextToSpeechResponse synthesize(TextToSpeechRequest request) {
    return calls.call(() -> asked(request), GatewayTextToSpeechModel::answer);
  }

  private SpeechRequest asked(TextToSpeechRequest request) {
    SpeechRequest.Builder asked = SpeechRequest.builder(calls.endpoint(), request.text());
    requests.accept(asked);
    if (request.voice() != null) {
      asked.voice(request.voice());
    }
    return asked.build();
  }

  private static TextToSpeechResponse answer(SpeechResponse answer) {
    return TextToSpeechResponse.from(
        Audio.builder().binaryData(answer.audio()).mimeType(answer.mediaType()).build());
  }

  /** Builds a {@link GatewayTextToSpeechModel}; not for use by several threads. */
  public static final class Builder {
    private OperationCalls calls;
    private Consumer<SpeechRequest.Builder> requests = request -> {};

    private Builder(OperationCalls calls) {
      this.calls = calls;
    }

    /** Who calls. Default: nobody in particular. */
    public Builder caller(Caller caller) {
      this.calls = calls.by(caller);
      return this;
    }

    /**
     * Says of each request what LangChain4j cannot, such as format and speed, and the voice of
     * requests that name none, as in {@code request -> request.voice("alloy")}. Default: nothing.
     */
    public Builder requests(Consumer<SpeechRequest.Builder> requests) {
      this.requests = Objects.requireNonNull(requests, "requests");
      return this;
    }

    /** The model. */
    public GatewayTextToSpeechModel build() {
      return new GatewayTextToSpeechModel(this);
    }
  }
}
