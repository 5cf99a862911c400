package dev.gatewaysdk.langchain4j.kit.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

/** Recognises the pictures of LangChain4j's kits, by their bytes or by their addresses. */
final class Pictures {
  private static final byte[] CAT = bytes("/images/cat.jpg");
  private static final byte[] DICE = bytes("/images/dice.jpg");

  private Pictures() {}

  /** What is on a picture that came by value. */
  static String seen(String mimeType, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    Refusal.unless("image/jpeg".equals(mimeType), "these bytes are no " + mimeType);
    if (Arrays.equals(bytes, CAT)) {
      return "a cat";
    }
    Refusal.unless(Arrays.equals(bytes, DICE), "not a picture that anybody can see");
    return "some dice";
  }

  /** What is on a picture that came by reference; {@code data:} is by value. */
  static String linked(String url) {
    if (url.startsWith("data:")) {
      int type = url.indexOf(";base64,");
      Refusal.unless(type > 0, "a data URL without data");
      return seen(url.substring(5, type), url.substring(type + 8));
    }
    Refusal.unless(url.startsWith("https://"), "cannot fetch " + url);
    if (url.endsWith("/images/cat.jpg")) {
      return "a cat";
    }
    Refusal.unless(url.endsWith("/images/dice.jpg"), "cannot fetch " + url);
    return "some dice";
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Pictures.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in LangChain4j's tests");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
