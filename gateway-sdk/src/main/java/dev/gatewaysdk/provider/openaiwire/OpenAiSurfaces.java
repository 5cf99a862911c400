package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.call.Reply;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.provider.Attempt;
import dev.gatewaysdk.provider.LinkedMedia;
import dev.gatewaysdk.provider.http.CredentialHeaders;
import dev.gatewaysdk.provider.http.HttpTransport;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.rerank.RerankRequest;
import org.jspecify.annotations.Nullable;

/** Sends the requests of all operations but chat: which goes where, and what reads the answer. */
final class OpenAiSurfaces {
  private final String type;
  private final WireFlavor flavor;
  private final HttpTransport transport;
  private final WireUrls urls;

  OpenAiSurfaces(String type, WireFlavor flavor, HttpTransport transport, WireUrls urls) {
    this.type = type;
    this.flavor = flavor;
    this.transport = transport;
    this.urls = urls;
  }

  /**
   * @throws UnsupportedRequestException if the host cannot do it
   */
  Reply open(Attempt attempt, CredentialHeaders headers) {
    Operation operation = attempt.request().operation();
    Reply reply = null;
    if (flavor.can(operation)) {
      reply = ofTexts(attempt, headers);
      reply = reply == null ? ofMedia(attempt, headers) : reply;
    }
    if (reply == null) {
      throw new UnsupportedRequestException(
          null, "provider type " + type + " cannot do " + operation.wireName());
    }
    return reply;
  }

  private @Nullable Reply ofTexts(Attempt attempt, CredentialHeaders headers) {
    OperationRequest asked = attempt.request();
    CallTrail trail = attempt.trail();
    String model = attempt.target().model();
    if (asked instanceof CompletionRequest request) {
      return post(
          attempt,
          "completions",
          headers,
          json -> OpenAiCompletionWriter.write(json, request, attempt, flavor),
          new OpenAiCompletionReader(trail, flavor.has(WireFlavor.Trait.MAY_SEND_NO_DONE)));
    } else if (asked instanceof EmbeddingRequest embedding) {
      EmbeddingRequest request =
          flavor.isFoundry() ? LinkedMedia.fetched(embedding, attempt) : embedding;
      return post(
          attempt,
          OpenAiPictures.path(request, flavor, model),
          headers,
          json -> OpenAiEmbeddingWriter.write(json, request, attempt, flavor),
          new OpenAiEmbeddingReader(trail, request, flavor));
    } else if (asked instanceof ModerationRequest request) {
      return post(
          attempt,
          "moderations",
          headers,
          json -> OpenAiModerationWriter.write(json, request, model, flavor),
          new OpenAiModerationReader(trail, request));
    } else if (asked instanceof RerankRequest request) {
      return post(
          attempt,
          "rerank",
          headers,
          json -> OpenAiRerankWriter.write(json, request, model, flavor),
          new OpenAiRerankReader(trail, request));
    } else if (asked instanceof ListModelsRequest) {
      return transport.get(
          attempt, urls.of(model, "models"), headers, new OpenAiModelsReader(trail));
    }
    return null;
  }

  private @Nullable Reply ofMedia(Attempt attempt, CredentialHeaders headers) {
    OperationRequest asked = attempt.request();
    CallTrail trail = attempt.trail();
    if (asked instanceof ImageRequest request) {
      return post(
          attempt,
          flavor.isOpenRouter() ? "images" : "images/generations",
          headers,
          json -> OpenAiImageWriter.write(json, request, attempt),
          new OpenAiImageReader(trail));
    } else if (asked instanceof SpeechRequest request) {
      return post(
          attempt,
          flavor.isXai() ? XaiAudio.SPEECH : "audio/speech",
          headers,
          flavor.isXai()
              ? json -> XaiAudio.speech(json, request, attempt)
              : json -> OpenAiSpeechWriter.write(json, request, attempt, flavor.servesOpenAi()),
          new OpenAiSpeechReader(trail, request));
    } else if (asked instanceof TranscriptionRequest request) {
      return transcription(
          request, attempt, headers, new OpenAiTranscriptionReader(trail, request));
    }
    return null;
  }

  private Reply transcription(
      TranscriptionRequest request,
      Attempt attempt,
      CredentialHeaders headers,
      ReplyReader reader) {
    OpenAiTranscriptionWriter.check(request, flavor);
    String path = request.translate() ? "audio/translations" : "audio/transcriptions";
    if (flavor.isOpenRouter()) {
      JsonBody body = json -> OpenRouterTranscriptionWriter.write(json, request, attempt);
      return post(attempt, path, headers, body, reader);
    }
    String model = attempt.target().model();
    boolean xai = flavor.isXai();
    boolean streamed =
        attempt.streamed()
            && flavor.isOpenAi()
            && OpenAiTranscriptionWriter.streams(request, model);
    return transport.post(
        attempt,
        urls.of(model, xai ? XaiAudio.TRANSCRIPTION : path),
        headers,
        xai
            ? XaiAudio.transcription(request, attempt)
            : OpenAiTranscriptionWriter.write(request, attempt, flavor, streamed),
        reader);
  }

  private Reply post(
      Attempt attempt, String path, CredentialHeaders headers, JsonBody body, ReplyReader reader) {
    return transport.post(attempt, urls.of(attempt.target().model(), path), headers, body, reader);
  }
}
