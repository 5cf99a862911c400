package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a text.
 *
 * @param images in order of their index; unmodifiable
 * @param described what the provider chose; null if it does not say
 * @param info how it came about
 */
public record ImageResponse(
    List<GeneratedImage> images, @Nullable ImagesDescribed described, ResponseInfo info)
    implements Response {
  public ImageResponse {
    images = List.copyOf(images);
  }

  /** Pictures of which the provider says nothing more. */
  public ImageResponse(List<GeneratedImage> images, ResponseInfo info) {
    this(images, null, info);
  }

  /** The first picture. */
  public GeneratedImage image() {
    return images.get(0);
  }
}
