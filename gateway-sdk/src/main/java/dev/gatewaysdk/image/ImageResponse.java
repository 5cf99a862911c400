package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;

/**
 * The pictures of a text.
 *
 * @param images in order of their index; unmodifiable
 * @param info how it came about
 */
public record ImageResponse(List<GeneratedImage> images, ResponseInfo info) implements Response {
  public ImageResponse {
    images = List.copyOf(images);
  }

  /** The first picture. */
  public GeneratedImage image() {
    return images.get(0);
  }
}
