package dev.gatewaysdk.examples.standin;

import java.util.Base64;

/** Images that were received. */
final class Pictures {
  private Pictures() {}

  /** The type and the number of bytes. */
  static String describe(String type, String base64) {
    try {
      return type + ":" + Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "the image is no base64");
    }
  }
}
