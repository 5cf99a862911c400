package dev.gatewaysdk.provider.http;

import com.squareup.moshi.JsonDataException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads pictures that come by value. */
public final class WireImages {
  private WireImages() {}

  /**
   * The bytes of base64; some hosts write it as the URL {@code data:image/…;base64,…}.
   *
   * @throws JsonDataException if it is not base64
   */
  public static byte[] decoded(String base64) {
    int data = base64.startsWith("data:") ? base64.indexOf(',') + 1 : 0;
    try {
      return Base64.getDecoder().decode(base64.substring(data));
    } catch (IllegalArgumentException e) {
      throw new JsonDataException("not base64");
    }
  }

  /** The media type, by the first bytes, because not every host says it; null if unknown. */
  public static @Nullable String mediaType(byte[] image) {
    if (begins(image, 0, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (begins(image, 0, 0xff, 0xd8, 0xff)) {
      return "image/jpeg";
    }
    boolean webp = begins(image, 0, 'R', 'I', 'F', 'F') && begins(image, 8, 'W', 'E', 'B', 'P');
    return webp ? "image/webp" : null;
  }

  private static boolean begins(byte[] image, int at, int... with) {
    if (image.length < at + with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((image[at + i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
