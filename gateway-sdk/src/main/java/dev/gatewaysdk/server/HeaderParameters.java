package dev.gatewaysdk.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value and parameters of a header such as {@code form-data; name="file"} (RFC 9110, 5.6.6).
 *
 * @param value in lower case
 * @param all the parameters; names in lower case, the first of a name counts
 */
record HeaderParameters(String value, Map<String, String> all) {

  /** Never throws: what makes no sense is left out. */
  static HeaderParameters of(String header) {
    int end = header.indexOf(';');
    String value = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    Map<String, String> all = new LinkedHashMap<>();
    int at = end < 0 ? header.length() : end + 1;
    while (at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder text = new StringBuilder();
      at = value(header, equals + 1, text);
      all.putIfAbsent(name, text.toString());
    }
    return new HeaderParameters(value, all);
  }

  /**
   * Reads a value; gives where the next name begins.
   *
   * <p>Browsers leave the backslashes of a path as they are, so only quotes and backslashes after
   * one lose it.
   */
  private static int value(String header, int from, StringBuilder out) {
    int at = from;
    while (at < header.length() && header.charAt(at) == ' ') {
      at++;
    }
    if (at == header.length() || header.charAt(at) != '"') {
      int end = header.indexOf(';', at);
      out.append(header.substring(at, end < 0 ? header.length() : end).strip());
      return end < 0 ? header.length() : end + 1;
    }
    for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
      char c = header.charAt(at);
      char next = at + 1 < header.length() ? header.charAt(at + 1) : 0;
      if (c == '\\' && (next == '"' || next == '\\')) {
        out.append(next);
        at++;
      } else {
        out.append(c);
      }
    }
    int end = header.indexOf(';', at);
    return end < 0 ? header.length() : end + 1;
  }

  /** The text without the three escapes that browsers write in names of forms. */
  static String unescaped(String name) {
    return name.indexOf('%') < 0
        ? name
        : name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  /** What stands behind a name with a star, such as {@code UTF-8''a%20b}; null if it is not so. */
  static @Nullable String decoded(String value) {
    int language = value.indexOf('\'');
    int text = value.indexOf('\'', language + 1);
    if (text < 0 || !value.substring(0, language).equalsIgnoreCase("utf-8")) {
      return null;
    }
    try {
      String plain = value.substring(text + 1).replace("+", "%2B"); // Which means itself here.
      return URLDecoder.decode(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Latin 1 back to the UTF-8 that it was. */
  static String utf8(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
