package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.provider.http.WireImages;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures of Amazon's and Stability AI's models. A filter may hold back some of them, or all
 * with a status of 200: {@code error} or {@code finish_reasons} say so, or a {@code status} that is
 * moderated.
 */
final class InvokeImageReader implements WholeReplyReader {
  private static final int OK = 200;

  private final CallTrail trail;

  InvokeImageReader(CallTrail trail) {
    this.trail = trail;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<@Nullable String> images = new ArrayList<>(1);
    List<@Nullable String> reasons = new ArrayList<>(1);
    String problem = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "images" -> texts(json, images);
        case "finish_reasons" -> texts(json, reasons);
        case "error", "status" -> {
          String said = WireJson.text(json);
          problem = said == null ? problem : said;
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    int index = 0;
    for (int i = 0; i < images.size(); i++) {
      String reason = i < reasons.size() ? reasons.get(i) : null;
      String image = images.get(i);
      if (reason == null && image != null && !image.isEmpty()) {
        byte[] bytes = WireImages.decoded(image);
        out.accept(GeneratedImage.ofBytes(index++, bytes, WireImages.mediaType(bytes), null));
      }
    }
    held(index, problem, reasons);
  }

  private void held(int made, @Nullable String problem, List<@Nullable String> reasons) {
    String why = problem;
    for (String reason : reasons) {
      why = reason == null ? why : reason;
    }
    if (why == null) {
      if (made == 0) {
        throw new JsonDataException("no images");
      }
    } else if (made == 0) {
      FailureKind kind = isFilter(why) ? FailureKind.CONTENT_FILTERED : FailureKind.UNAVAILABLE;
      throw ProviderException.builder(kind, why).status(OK).build();
    } else if (isFilter(why)) {
      trail.adjusted(
          new Adjustment(Kind.DROPPED, "n", "the model's content filter held back some pictures"));
    }
  }

  private static boolean isFilter(String why) {
    String text = why.toLowerCase(Locale.ROOT);
    return text.contains("filter")
        || text.contains("moderated")
        || text.contains("blocked")
        || text.contains("polic");
  }

  private static void texts(JsonReader json, List<@Nullable String> into) throws IOException {
    if (!WireJson.enterArray(json)) {
      return;
    }
    while (json.hasNext()) {
      into.add(WireJson.text(json));
    }
    json.endArray();
  }
}
