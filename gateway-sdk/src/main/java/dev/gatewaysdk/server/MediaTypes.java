package dev.gatewaysdk.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a body says it is. */
final class MediaTypes {
  private MediaTypes() {}

  /** Whether it says JSON, or nothing; the encoding is checked on the body itself. */
  static boolean isJson(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return true;
    }
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return type.toLowerCase(Locale.ROOT).equals("application/json");
  }
}
