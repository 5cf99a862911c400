package dev.gatewaysdk.call;

import java.util.Base64;

/** What a link of a request led to: a picture or a document. Immutable. */
public final class Media {
  private final String type;
  private final int size;
  private final String dataUrl;

  private Media(String type, int size, String dataUrl) {
    this.type = type;
    this.size = size;
    this.dataUrl = dataUrl;
  }

  /**
   * A picture or document by its bytes, which are copied.
   *
   * @param type such as {@code image/png}
   */
  public static Media of(byte[] bytes, String type) {
    String dataUrl = "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    return new Media(type, bytes.length, dataUrl);
  }

  /** What kind of thing it is, such as {@code image/png} or {@code application/pdf}. */
  public String type() {
    return type;
  }

  /** Its length in bytes. */
  public int size() {
    return size;
  }

  /** The whole of it as a {@code data:} URL, in base64. */
  public String dataUrl() {
    return dataUrl;
  }

  /** Its type and length only. */
  @Override
  public String toString() {
    return "Media(" + type + ", " + size + " bytes)";
  }
}
