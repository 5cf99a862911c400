package dev.gatewaysdk.server;

import dev.gatewaysdk.error.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of a form.
 *
 * @param fileName without directories; null for a field
 * @param mediaType as the part says; null if it does not
 * @param body of the whole request
 * @param from where the part's content begins in it
 * @param to where that ends
 */
record FormPart(
    String name,
    @Nullable String fileName,
    @Nullable String mediaType,
    byte[] body,
    int from,
    int to) {

  boolean isEmpty() {
    return from == to;
  }

  /** The content of a file; a copy. */
  byte[] bytes() {
    return Arrays.copyOfRange(body, from, to);
  }

  /**
   * The content of a field.
   *
   * @throws InvalidRequestException if it is a file, or not UTF-8
   */
  String text() {
    if (fileName != null) {
      throw new InvalidRequestException(name, "must be a field, not a file");
    }
    try {
      ByteBuffer content = ByteBuffer.wrap(body, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(name, "is not UTF-8");
    }
  }

  /** Its size only. */
  @Override
  public String toString() {
    return "FormPart(" + (to - from) + " bytes)";
  }
}
