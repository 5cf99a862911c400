package dev.gatewaysdk.server;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Speech as OpenAI has it: asked for in JSON, answered with sound, as it comes. For one request.
 */
final class Speech extends QuestionReader<SpeechRequest.Builder> {
  private @Nullable String input;
  private boolean events;

  private Speech(byte[] body) {
    super(body);
  }

  static Question<SpeechResponse> question(byte[] body, @Nullable String endpoint) {
    Speech reader = new Speech(body);
    String model = reader.read(endpoint);
    SpeechRequest.Builder builder = SpeechRequest.builder(model, required("input", reader.input));
    SpeechRequest request = reader.filled(builder).build();
    return new Question<>(
        request,
        reader.dropped(),
        (response, created) ->
            ServerReply.of(
                200,
                Map.of("Content-Type", mediaType(response.mediaType(), request)),
                response.audio()),
        (stream, created, unexpected) -> {
          if (reader.events) {
            return new SpeechEvents(stream, unexpected).reply();
          }
          SpeechChunks chunks = new SpeechChunks(stream, unexpected);
          String mediaType = mediaType(chunks.mediaType(), request);
          return ServerReply.of(200, Map.of("Content-Type", mediaType), chunks);
        });
  }

  @Override
  boolean field(String name) throws IOException {
    switch (name) {
      case "input" -> input = json().text();
      case "voice" -> voice();
      case "response_format" -> oneOf(SpeechRequest.Format.class, SpeechRequest.Builder::format);
      case "speed" -> decimal(SpeechRequest.Builder::speed);
      case "instructions" -> filledText(SpeechRequest.Builder::instructions);
      case "stream_format" ->
          events = oneOf(StreamFormat.class, json().path(), json().text()) == StreamFormat.SSE;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A name, or for a voice of one's own an object with its id. */
  private void voice() throws IOException {
    if (!json().isObject()) {
      text(SpeechRequest.Builder::voice);
      return;
    }
    json()
        .object(
            field -> {
              if (field.equals("id")) {
                text(SpeechRequest.Builder::voice);
              } else {
                json().skip();
              }
            });
  }

  /** How sound comes. */
  private enum StreamFormat {
    AUDIO,
    SSE
  }

  @Override
  void extra(SpeechRequest.Builder request, String name, RawJson value) {
    request.extra(name, value);
  }

  /** As the provider says; else as it was asked for, or OpenAI's default. */
  private static String mediaType(@Nullable String given, SpeechRequest request) {
    if (given != null) {
      return Headers.ascii(given);
    }
    SpeechRequest.Format format = request.format();
    return (format == null ? SpeechRequest.Format.MP3 : format).mediaType();
  }
}
