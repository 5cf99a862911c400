package dev.gatewaysdk.provider;

import dev.gatewaysdk.call.Media;
import dev.gatewaysdk.call.MediaFetcher;
import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.File;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.error.UnsupportedRequestException;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import dev.gatewaysdk.reply.ModelInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Puts bytes in the place of links, for adapters whose providers do not follow them. */
public final class LinkedMedia {
  /** How to have links followed; for messages of adapters that refuse one. */
  public static final String HOW_TO_FETCH =
      "or let the gateway fetch it (mediaFetcher of the client's builder, media.fetch in"
          + " gateway.yaml)";

  private LinkedMedia() {}

  /** Whether it is a picture or file by an http or https link. */
  public static boolean isLink(ContentPart part) {
    return part instanceof File file
        ? file.isLink()
        : part instanceof Image image && !image.url().startsWith("data:");
  }

  /**
   * The request with what its links led to, each of them reported; the same request if none has to
   * be followed, or the gateway may follow none.
   *
   * @param byValueOnly whether the target wants that picture or file by value; asked of links only
   * @throws UnsupportedRequestException if a link leads to nothing that may be sent: another target
   *     may follow it by itself
   * @throws dev.gatewaysdk.error.CallCancelledException if the call was cancelled
   */
  public static ChatRequest fetched(
      ChatRequest request, Attempt attempt, Predicate<ContentPart> byValueOnly) {
    MediaFetcher fetcher = attempt.call().media();
    if (fetcher == null || !any(request, byValueOnly)) {
      return request;
    }
    List<ChatMessage> messages = new ArrayList<>(request.messages().size());
    for (ChatMessage message : request.messages()) {
      String place = "messages[" + messages.size() + "].content";
      List<ContentPart> parts = new ArrayList<>(message.parts().size());
      for (ContentPart part : message.parts()) {
        boolean follow = isLink(part) && byValueOnly.test(part);
        parts.add(follow ? follow(part, attempt, fetcher, place) : part);
      }
      messages.add(message.withParts(parts));
    }
    return request.toBuilder().clearMessages().messages(messages).build();
  }

  /**
   * The request with the pictures that its links led to, each of them reported; the same request if
   * there are none, or the gateway may follow none. For targets that embed pictures by value only.
   *
   * @throws UnsupportedRequestException if a link leads to no picture that may be sent
   * @throws dev.gatewaysdk.error.CallCancelledException if the call was cancelled
   */
  public static EmbeddingRequest fetched(EmbeddingRequest request, Attempt attempt) {
    MediaFetcher fetcher = attempt.call().media();
    if (fetcher == null || request.inputs().stream().noneMatch(LinkedMedia::isLink)) {
      return request;
    }
    List<ModelInput> inputs = new ArrayList<>(request.inputs().size());
    for (ModelInput input : request.inputs()) {
      String place = "input[" + inputs.size() + "]";
      inputs.add(
          isLink(input) && input instanceof ModelInput.Image image
              ? new ModelInput.Image(picture(image.url(), attempt, fetcher, place).dataUrl())
              : input);
    }
    return request.withInputs(inputs);
  }

  private static boolean isLink(ModelInput input) {
    return input instanceof ModelInput.Image image && !image.isInline();
  }

  private static Media picture(String url, Attempt attempt, MediaFetcher fetcher, String place) {
    Media media = fetch(url, attempt, fetcher, place);
    if (!isPicture(media)) {
      throw new UnsupportedRequestException(
          place, "the link of a picture leads to " + media.type() + ": send that as a file");
    }
    report(media, attempt, place);
    return media;
  }

  private static boolean isPicture(Media media) {
    return media.type().startsWith("image/");
  }

  private static void report(Media media, Attempt attempt, String place) {
    attempt.adjusted(
        new Adjustment(
            Kind.EMULATED,
            place,
            "the target follows no such link: fetched by the gateway and sent by value, "
                + media.size()
                + " bytes of "
                + media.type()));
  }

  private static boolean any(ChatRequest request, Predicate<ContentPart> byValueOnly) {
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (isLink(part) && byValueOnly.test(part)) {
          return true;
        }
      }
    }
    return false;
  }

  private static ContentPart follow(
      ContentPart part, Attempt attempt, MediaFetcher fetcher, String place) {
    if (part instanceof Image image) {
      Media media = picture(image.url(), attempt, fetcher, place);
      return new Image(media.dataUrl(), image.detail());
    }
    File file = (File) part;
    Media media = fetch(file.source(), attempt, fetcher, place);
    report(media, attempt, place);
    return isPicture(media) // Hosts that take pictures as files are few.
        ? new Image(media.dataUrl(), null)
        : new File(media.dataUrl(), file.name());
  }

  private static Media fetch(String url, Attempt attempt, MediaFetcher fetcher, String place) {
    Duration left = Duration.ofNanos(Math.max(0, attempt.remainingNanos()));
    try {
      return fetcher.fetch(url, left, attempt.cancellation());
    } catch (IOException e) {
      UnsupportedRequestException refused =
          new UnsupportedRequestException(place, String.valueOf(e.getMessage()));
      refused.addSuppressed(e);
      throw refused;
    }
  }
}
