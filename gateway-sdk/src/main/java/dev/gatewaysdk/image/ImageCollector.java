package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts pictures into order. */
public final class ImageCollector implements ReplyCollector<ImageResponse> {
  private final List<GeneratedImage> images = new ArrayList<>(1);
  private @Nullable ImagesDescribed described;

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof GeneratedImage image) {
      images.add(image);
    } else if (event instanceof ImagesDescribed description) {
      described = description;
    }
  }

  @Override
  public ImageResponse toResponse(ResponseInfo info) {
    List<GeneratedImage> sorted = new ArrayList<>(images);
    sorted.sort(Comparator.comparingInt(GeneratedImage::index));
    return new ImageResponse(sorted, described, info);
  }
}
