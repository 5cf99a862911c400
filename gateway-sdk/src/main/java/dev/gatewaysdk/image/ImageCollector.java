package dev.gatewaysdk.image;

import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts pictures into order. */
public final class ImageCollector implements ReplyCollector<ImageResponse> {
  private final List<GeneratedImage> images = new ArrayList<>(1);

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof GeneratedImage image) {
      images.add(image);
    }
  }

  @Override
  public ImageResponse toResponse(ResponseInfo info) {
    List<GeneratedImage> sorted = new ArrayList<>(images);
    sorted.sort(Comparator.comparingInt(GeneratedImage::index));
    return new ImageResponse(sorted, info);
  }
}
