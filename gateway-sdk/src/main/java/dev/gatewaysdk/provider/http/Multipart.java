package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.error.InvalidRequestException;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * A form with a file, as {@code multipart/form-data}. What the file holds is written from where it
 * is, not copied. Not for use by several threads.
 */
public final class Multipart {
  private final MultipartBody.Builder parts =
      new MultipartBody.Builder().setType(MultipartBody.FORM);

  /** Adds a field. */
  public Multipart field(String name, String value) {
    parts.addFormDataPart(name, value);
    return this;
  }

  /**
   * Adds a file.
   *
   * @param bytes not copied
   * @throws InvalidRequestException if the media type is none
   */
  public Multipart file(String name, String fileName, String mediaType, byte[] bytes) {
    MediaType type = MediaType.parse(mediaType);
    if (type == null) {
      throw new InvalidRequestException(
          name, "its media type is not of the form type/subtype, such as audio/mpeg");
    }
    parts.addFormDataPart(name, fileName, RequestBody.create(bytes, type));
    return this;
  }

  RequestBody body() {
    return parts.build();
  }
}
