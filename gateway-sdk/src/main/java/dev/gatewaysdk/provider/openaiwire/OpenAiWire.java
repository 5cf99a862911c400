package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.http.BaseUrl;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.RequestUrl;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.rerank.RerankRequest;

/** One host that speaks OpenAI's wire. Thread-safe. */
public final class OpenAiWire implements AutoCloseable {
  private final String type;
  private final WireFlavor flavor;
  private final boolean openAi;
  private final BaseUrl baseUrl;
  private final RequestUrl chatUrl;
  private final CredentialHeaders headers;
  private final HttpTransport transport;

  /**
   * @param type the provider's type, for messages
   * @param baseUrl up to and with the version, such as {@code https://api.openai.com/v1}
   */
  public OpenAiWire(
      String type,
      WireFlavor flavor,
      BaseUrl baseUrl,
      CredentialHeaders headers,
      HttpOptions http) {
    this.type = type;
    this.flavor = flavor;
    this.openAi = flavor.format().equals(WireFlavor.OPENAI.format());
    this.baseUrl = baseUrl;
    this.chatUrl = baseUrl.at("chat/completions");
    this.headers = headers;
    this.transport = new HttpTransport(http, new OpenAiDialect());
  }

  /** Whether the wire can do that operation; of hosts other than OpenAI, nobody knows before. */
  public boolean supports(Operation operation) {
    return operation != Operation.RERANK || !openAi;
  }

  /**
   * Sends the attempt's request and gives its answer.
   *
   * @throws InvalidRequestException if the request is wrong, or the host cannot do it
   */
  public Reply open(Attempt attempt) {
    OperationRequest asked = attempt.request();
    CallTrail trail = attempt.trail();
    String model = attempt.target().model();
    if (asked instanceof ChatRequest request) {
      return transport.post(
          attempt,
          chatUrl,
          headers,
          json ->
              new OpenAiChatWriter(json, flavor, attempt::adjusted)
                  .write(request, model, attempt.streamed()),
          new OpenAiReplyReader(trail));
    } else if (asked instanceof CompletionRequest request) {
      return post(
          attempt,
          "completions",
          json -> OpenAiCompletionWriter.write(json, request, model, attempt.streamed()),
          new OpenAiCompletionReader(trail));
    } else if (asked instanceof EmbeddingRequest request) {
      return post(
          attempt,
          "embeddings",
          json -> OpenAiEmbeddingWriter.write(json, request, attempt, openAi),
          new OpenAiEmbeddingReader(trail, request.dimensions()));
    } else if (asked instanceof ImageRequest request) {
      return post(
          attempt,
          "images/generations",
          json -> OpenAiImageWriter.write(json, request, attempt),
          new OpenAiImageReader(trail));
    } else if (asked instanceof ModerationRequest request) {
      return post(
          attempt,
          "moderations",
          json -> OpenAiModerationWriter.write(json, request, model),
          new OpenAiModerationReader(trail));
    }
    return openOther(attempt, asked, model, trail);
  }

  private Reply openOther(Attempt attempt, OperationRequest asked, String model, CallTrail trail) {
    if (asked instanceof SpeechRequest request) {
      return post(
          attempt,
          "audio/speech",
          json -> OpenAiSpeechWriter.write(json, request, attempt, openAi),
          new OpenAiSpeechReader(trail, request));
    } else if (asked instanceof TranscriptionRequest request) {
      return transport.post(
          attempt,
          baseUrl.at(request.translate() ? "audio/translations" : "audio/transcriptions"),
          headers,
          OpenAiTranscriptionWriter.write(request, model, openAi),
          new OpenAiTranscriptionReader(trail, request));
    } else if (asked instanceof RerankRequest request && !openAi) {
      return post(
          attempt,
          "rerank",
          json -> OpenAiRerankWriter.write(json, request, model),
          new OpenAiRerankReader(trail));
    } else if (asked instanceof ListModelsRequest) {
      return transport.get(attempt, baseUrl.at("models"), headers, new OpenAiModelsReader(trail));
    }
    throw new UnsupportedRequestException(
        null, "provider type " + type + " cannot do " + asked.operation().wireName());
  }

  private Reply post(Attempt attempt, String path, JsonBody body, ReplyReader reader) {
    return transport.post(attempt, baseUrl.at(path), headers, body, reader);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Its address, which holds no secret. */
  @Override
  public String toString() {
    return chatUrl.toString();
  }
}
