package dev.gatewaysdk.server;

import dev.gatewaysdk.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of {@code multipart/form-data} (RFC 7578). Goes through the body once, and copies
 * nothing of it. For one request.
 */
final class MultipartForm {
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final int LONGEST_BOUNDARY = 70;

  private final byte[] body;
  private final byte[] delimiter;
  private final List<FormPart> parts = new ArrayList<>();

  private MultipartForm(byte[] body, String boundary) {
    this.body = body;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a header {@code Content-Type} says that. */
  static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && HeaderParameters.of(contentType).value().equals("multipart/form-data");
  }

  /**
   * Reads a body.
   *
   * @throws InvalidRequestException if it is no such form, or has too many or too long parts
   */
  static List<FormPart> read(byte[] body, @Nullable String contentType) {
    String boundary =
        contentType == null ? null : HeaderParameters.of(contentType).all().get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new InvalidRequestException(
          null,
          "the Content-Type must name a boundary of 1 to "
              + LONGEST_BOUNDARY
              + " characters: let the client write it");
    }
    MultipartForm form = new MultipartForm(body, boundary);
    form.read();
    return form.parts;
  }

  private void read() {
    int at = startsAt(0) ? delimiter.length - 2 : after(delimiter(0));
    while (!isLast(at)) {
      if (parts.size() == MOST_PARTS) {
        throw invalid("has more than " + MOST_PARTS + " parts");
      }
      at = part(lineEnd(at));
    }
  }

  /** Reads a part; gives where its delimiter ends. */
  private int part(int head) {
    Map<String, String> headers = new HashMap<>();
    int at = head;
    while (true) {
      int end = lineEnd(at);
      if (end - head > LONGEST_HEAD) {
        throw invalid("has a part with headers of more than " + LONGEST_HEAD + " bytes");
      }
      if (end - at == 2) {
        at = end;
        break;
      }
      String line = new String(body, at, end - 2 - at, StandardCharsets.ISO_8859_1);
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
      at = end;
    }
    int end = delimiter(at - 2); // The line end of the head can be that of the delimiter.
    parts.add(part(headers, at, Math.max(at, end)));
    return after(end);
  }

  private FormPart part(Map<String, String> headers, int from, int to) {
    HeaderParameters disposition =
        HeaderParameters.of(headers.getOrDefault("content-disposition", ""));
    String name = disposition.all().get("name");
    if (!disposition.value().equals("form-data") || name == null || name.isEmpty()) {
      throw invalid("has a part without 'Content-Disposition: form-data; name=\"...\"'");
    }
    String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    if (encoding.equalsIgnoreCase("base64") || encoding.equalsIgnoreCase("quoted-printable")) {
      throw invalid("has a part with a Content-Transfer-Encoding: send it as it is");
    }
    return new FormPart(
        HeaderParameters.unescaped(HeaderParameters.utf8(name)),
        fileName(disposition),
        headers.get("content-type"),
        body,
        from,
        to);
  }

  /** Forms should not write names in the way of RFC 8187, but some clients do. */
  private static @Nullable String fileName(HeaderParameters disposition) {
    String encoded = disposition.all().get("filename*");
    String decoded = encoded == null ? null : HeaderParameters.decoded(encoded);
    if (decoded != null) {
      return withoutDirectories(decoded);
    }
    String written = disposition.all().get("filename");
    return written == null
        ? null
        : withoutDirectories(HeaderParameters.unescaped(HeaderParameters.utf8(written)));
  }

  private static String withoutDirectories(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** Whether the body begins with a boundary: the line end before it is missing there. */
  private boolean startsAt(int at) {
    return matches(at, 2) && isDelimiterEnd(at + delimiter.length - 2);
  }

  /** Where the next delimiter begins. */
  private int delimiter(int from) {
    for (int at = from; at <= body.length - delimiter.length; at++) {
      if (body[at] == '\r' && matches(at, 0) && isDelimiterEnd(at + delimiter.length)) {
        return at;
      }
    }
    throw invalid("breaks off: a boundary, or the last one, is missing");
  }

  private int after(int delimiterAt) {
    return delimiterAt + delimiter.length;
  }

  /**
   * @param skipped how much of the delimiter is not looked at
   */
  private boolean matches(int at, int skipped) {
    if (body.length - at < delimiter.length - skipped) {
      return false;
    }
    for (int i = skipped; i < delimiter.length; i++) {
      if (body[at + i - skipped] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether what follows makes it a delimiter, and not the beginning of something longer. */
  private boolean isDelimiterEnd(int at) {
    return isLast(at)
        || at < body.length && (body[at] == '\r' || body[at] == ' ' || body[at] == '\t');
  }

  private boolean isLast(int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  /** Where the next line begins. */
  private int lineEnd(int from) {
    int most = Math.min(body.length, from + LONGEST_HEAD + 2);
    for (int at = from; at + 1 < most; at++) {
      if (body[at] == '\r' && body[at + 1] == '\n') {
        return at + 2;
      }
    }
    throw invalid("has a part whose headers do not end");
  }

  private static InvalidRequestException invalid(String problem) {
    return new InvalidRequestException(null, "the form " + problem);
  }
}
