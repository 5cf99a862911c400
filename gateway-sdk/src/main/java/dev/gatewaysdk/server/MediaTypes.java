package dev.gatewaysdk.server;

import java.util.List;
import java.util.Locale;

/** What a body says it is. */
final class MediaTypes {
  private MediaTypes() {}

  /**
   * Whether a request says JSON; its encoding is checked on the body itself. Clients may leave it
   * out, but for browsers: what a page of another origin can send without asking first says
   * anything but JSON, and must not spend the money of who runs the gateway.
   */
  static boolean isJson(ServerRequest request) {
    String contentType = request.header("content-type");
    if (contentType == null || contentType.isBlank()) {
      return request.header("origin") == null;
    }
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return type.toLowerCase(Locale.ROOT).equals("application/json");
  }

  /**
   * Refuses a form that a page of another origin could have sent without asking first, as browsers
   * do for forms with nothing but harmless headers; see {@link #isJson}.
   *
   * @param keyHeaders headers that are not harmless in that sense
   * @throws Refusal if it could
   */
  static void requireNoStrangePage(ServerRequest request, List<String> keyHeaders) {
    if (request.header("origin") != null
        && keyHeaders.stream().allMatch(header -> request.header(header) == null)) {
      throw Refusal.strangePage(keyHeaders.get(0));
    }
  }
}
