package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ContentPart.ProviderBlock;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.provider.http.WholeReplyReader;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.UsageReported;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pictures out of an answer of a Gemini model; what it says beside them, and sketches of
 * its thoughts, are left out. An answer without a picture is an error that says why.
 */
final class GeminiImageReader implements WholeReplyReader {
  private static final int OK = 200;

  private final GeminiReplyReader answer;
  private int images;
  private ChatEvent.@Nullable Finished finished;
  private @Nullable String message;

  /**
   * @param answer reads the answer itself
   */
  GeminiImageReader(GeminiReplyReader answer) {
    this.answer = answer;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    answer.whole(json, event -> translate(event, out));
    if (images == 0) {
      throw none();
    }
  }

  private void translate(ReplyEvent event, Consumer<? super ReplyEvent> out) {
    if (event instanceof ChatEvent.Started started) {
      out.accept(new AnswerStarted(started.id(), started.model()));
    } else if (event instanceof ChatEvent.UsageReported reported) {
      out.accept(new UsageReported(reported.usage(), reported.raw()));
    } else if (event instanceof ChatEvent.BlockAdded added) {
      picture(added.block(), out);
    } else if (event instanceof ChatEvent.FieldReported field
        && field.name().equals("finishMessage")
        && field.value().toJava() instanceof String text) {
      message = text;
    } else if (event instanceof ChatEvent.Finished end) {
      finished = end;
    }
  }

  private void picture(ProviderBlock block, Consumer<? super ReplyEvent> out) {
    Map<String, @Nullable Object> fields = block.json().toMap();
    if (fields.get("inlineData") instanceof Map<?, ?> data
        && data.get("data") instanceof String base64
        && !Boolean.TRUE.equals(fields.get("thought"))) {
      String mediaType = data.get("mimeType") instanceof String type ? type : null;
      byte[] bytes = ImagenReader.decoded(base64);
      out.accept(GeneratedImage.ofBytes(images++, bytes, mediaType, null));
    }
  }

  private ProviderException none() {
    boolean filtered = finished != null && finished.reason() == FinishReason.CONTENT_FILTER;
    String reason = finished == null ? null : finished.rawReason();
    return ProviderException.builder(
            filtered ? FailureKind.CONTENT_FILTERED : FailureKind.MALFORMED_REPLY,
            "the answer has no picture ("
                + (reason == null ? "no reason" : reason)
                + ")"
                + (message == null ? "" : ": " + message))
        .status(OK)
        .build();
  }
}
