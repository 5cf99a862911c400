package dev.gatewaysdk.json;

import java.util.function.UnaryOperator;

/** Changes the texts in JSON, and keeps what is between them as it was written. */
final class JsonTexts {
  private final String json;
  private final UnaryOperator<String> change;
  private final StringBuilder out;
  private int at;

  private JsonTexts(String json, UnaryOperator<String> change) {
    this.json = json;
    this.change = change;
    this.out = new StringBuilder(json.length());
  }

  /**
   * @param json known to be well-formed
   */
  static String map(String json, UnaryOperator<String> change) {
    return new JsonTexts(json, change).map();
  }

  private String map() {
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        string();
      } else if (c == '-' || isDigit(c)) {
        number();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void string() {
    int end = at + 1;
    boolean escaped = false;
    while (json.charAt(end) != '"') {
      if (json.charAt(end) == '\\') {
        escaped = true;
        end++;
      }
      end++;
    }
    String raw = json.substring(at + 1, end);
    String text = escaped ? unescape(raw) : raw;
    String changed = change.apply(text);
    if (changed.equals(text)) {
      out.append(json, at, end + 1);
    } else {
      quote(changed);
    }
    at = end + 1;
  }

  private void number() {
    int end = at + 1;
    while (end < json.length() && isOfNumber(json.charAt(end))) {
      end++;
    }
    String text = json.substring(at, end);
    String changed = change.apply(text);
    if (changed.equals(text)) {
      out.append(text);
    } else {
      quote(changed);
    }
    at = end;
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      switch (raw.charAt(i)) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
          i += 4;
        }
        default -> text.append(raw.charAt(i));
      }
    }
    return text.toString();
  }

  private void quote(String text) {
    PlainJson.requireWhole(text);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfNumber(char c) {
    return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
  }
}
