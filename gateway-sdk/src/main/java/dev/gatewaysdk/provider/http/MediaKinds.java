package dev.gatewaysdk.provider.http;

import java.util.Arrays;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What a file is by its first bytes: headers are whatever a server likes to say. */
enum MediaKinds {
  PNG("image/png", 0, "89504e470d0a1a0a"),
  JPEG("image/jpeg", 0, "ffd8ff"),
  GIF_87("image/gif", 0, "474946383761"),
  GIF_89("image/gif", 0, "474946383961"),
  WEBP("image/webp", 8, "57454250"), // After RIFF and a length.
  PDF("application/pdf", 0, "255044462d");

  /** How many bytes it takes to tell. */
  static final int HEAD = 12;

  private final String type;
  private final int offset;
  private final ByteString mark;

  MediaKinds(String type, int offset, String hex) {
    this.type = type;
    this.offset = offset;
    this.mark = ByteString.decodeHex(hex);
  }

  /** The media type; null if it is none of these. */
  static @Nullable String typeOf(ByteString head) {
    return Arrays.stream(values())
        .filter(kind -> head.rangeEquals(kind.offset, kind.mark, 0, kind.mark.size()))
        .filter(kind -> kind != WEBP || head.startsWith(ByteString.encodeUtf8("RIFF")))
        .map(kind -> kind.type)
        .findFirst()
        .orElse(null);
  }
}
