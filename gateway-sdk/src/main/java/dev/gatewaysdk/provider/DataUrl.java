package dev.gatewaysdk.provider;

import dev.gatewaysdk.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * What a {@code data:} URL holds.
 *
 * @param mediaType in lower case, without parameters; may be empty
 * @param base64 the data as they are written; not checked
 */
public record DataUrl(String mediaType, String base64) {
  private static final String MARK = ";base64";

  /**
   * What that URL holds.
   *
   * @param url begins with {@code data:}
   * @param place of the message in the request, for messages
   * @throws InvalidRequestException if its data are not in base64
   */
  public static DataUrl of(String url, String place) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).endsWith(MARK)) {
      throw new InvalidRequestException(
          place + ".content", "a data: URL must have the form data:<media type>;base64,<data>");
    }
    String head = url.substring("data:".length(), comma - MARK.length());
    int parameters = head.indexOf(';');
    String mediaType = parameters < 0 ? head : head.substring(0, parameters);
    return new DataUrl(mediaType.toLowerCase(Locale.ROOT), url.substring(comma + 1));
  }

  /**
   * What that URL holds, for hosts that must be told what it is.
   *
   * @throws InvalidRequestException if its data are not in base64, or it names no media type
   */
  public static DataUrl typed(String url, String place) {
    DataUrl data = of(url, place);
    if (data.mediaType.isEmpty()) {
      throw new InvalidRequestException(
          place + ".content",
          "a data: URL must name its media type, such as data:image/png;base64,…");
    }
    return data;
  }

  /**
   * The data as text.
   *
   * @throws InvalidRequestException if they are not base64
   */
  public String decoded(String place) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(place + ".content", "the data of a file is not base64");
    }
  }

  /** Without the data. */
  @Override
  public String toString() {
    return "DataUrl(" + mediaType + ")";
  }
}
