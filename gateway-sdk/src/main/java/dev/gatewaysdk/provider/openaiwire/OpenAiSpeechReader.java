package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.provider.http.BytesReader;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads sound: as it comes, or as some hosts have it, in base64 within JSON. */
final class OpenAiSpeechReader extends OpenAiAnswerReader implements BytesReader {
  /** What hosts call the field; the first is Mistral's. */
  private static final Set<String> SOUND =
      Set.of("audio_data", "audio", "audio_base64", "audio_content", "audioContent", "b64_json");

  private @Nullable String mediaType;
  private boolean begun;

  OpenAiSpeechReader(CallTrail trail, SpeechRequest request) {
    super(trail);
    SpeechRequest.Format format = request.format();
    this.mediaType = format == null ? null : format.mediaType();
  }

  @Override
  public @Nullable BytesReader bytes(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).split(";", 2)[0];
    if (type.endsWith("json") || type.startsWith("text/")) {
      return null;
    }
    if (type.startsWith("audio/")) {
      mediaType = type.strip();
    }
    return this;
  }

  @Override
  public void chunk(byte[] bytes, Consumer<? super ReplyEvent> out) {
    if (!begun) {
      begun = true;
      out.accept(new SpeechStarted(mediaType));
    }
    out.accept(new AudioChunk(bytes));
  }

  @Override
  public void end(Consumer<? super ReplyEvent> out) {
    if (!begun) {
      throw ProviderException.builder(FailureKind.MALFORMED_REPLY, "the reply has no body").build();
    }
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (!SOUND.contains(name)) {
      json.skipValue();
    } else if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("data")) {
          sound(text(json), out);
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    } else {
      sound(text(json), out);
    }
  }

  private void sound(@Nullable String base64, Consumer<? super ReplyEvent> out) {
    if (base64 == null) {
      return;
    }
    boolean dataUrl = base64.startsWith("data:");
    if (dataUrl) {
      mediaType = base64.substring("data:".length(), Math.max(5, base64.indexOf(';')));
    }
    try {
      String data = dataUrl ? base64.substring(base64.indexOf(',') + 1) : base64;
      chunk(Base64.getDecoder().decode(data), out);
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64");
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!begun) {
      throw new JsonDataException("no sound");
    }
  }
}
