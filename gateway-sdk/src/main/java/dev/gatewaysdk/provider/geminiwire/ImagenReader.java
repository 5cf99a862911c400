package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Imagen predicts: pictures, or why a filter took one out. An answer without any picture
 * is an error, since nothing else says so: its status is 200. Imagen counts no tokens.
 */
final class ImagenReader implements WholeReplyReader {
  private static final int OK = 200;

  private final CallTrail trail;
  private final List<GeneratedImage> images = new ArrayList<>(1);
  private final List<String> reasons = new ArrayList<>(0);

  /**
   * @param trail where to note pictures that a filter took out
   */
  ImagenReader(CallTrail trail) {
    this.trail = trail;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "predictions" -> {
          if (WireJson.enterArray(json)) {
            while (json.hasNext()) {
              prediction(json);
            }
            json.endArray();
          }
        }
        case "error" ->
            throw GeminiErrors.inAnswer(GeminiError.of(WireJson.raw(json).toJava())).build();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (images.isEmpty()) {
      throw filtered();
    }
    reasons.forEach(
        reason ->
            trail.adjusted(new Adjustment(Adjustment.Kind.DROPPED, "n", "filtered: " + reason)));
    images.forEach(out);
  }

  /** Without a reason, too: where every picture is filtered, older models answer nothing. */
  private ProviderException filtered() {
    String reason = reasons.isEmpty() ? "Imagen gave no picture and no reason" : reasons.get(0);
    return ProviderException.builder(FailureKind.CONTENT_FILTERED, reason).status(OK).build();
  }

  /** A picture, a reason why there is none, or what the filters say of the prompt. */
  private void prediction(JsonReader json) throws IOException {
    String base64 = null;
    String address = null;
    String mediaType = null;
    String prompt = null;
    String reason = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "bytesBase64Encoded" -> base64 = WireJson.text(json);
        case "gcsUri" -> address = WireJson.text(json);
        case "mimeType" -> mediaType = WireJson.text(json);
        case "prompt" -> prompt = WireJson.text(json);
        case "raiFilteredReason" -> reason = WireJson.text(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (base64 != null) {
      images.add(GeneratedImage.ofBytes(images.size(), decoded(base64), mediaType, prompt));
    } else if (address != null) {
      images.add(GeneratedImage.ofUrl(images.size(), address, prompt));
    } else if (reason != null) {
      reasons.add(reason);
    }
  }

  /**
   * @throws JsonDataException if it is not base64
   */
  static byte[] decoded(@Nullable String base64) {
    try {
      return Base64.getDecoder().decode(base64 == null ? "" : base64);
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64"); // e may quote it.
    }
  }
}
