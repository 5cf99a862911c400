package dev.gatewaysdk.provider.geminiwire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses media types by the ends of names; as Google's pages on each kind of input spell them. */
final class MediaTypes {
  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("gif", "image/gif"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("txt", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("html", "text/html"),
          Map.entry("csv", "text/csv"),
          Map.entry("xml", "text/xml"),
          Map.entry("json", "application/json"),
          Map.entry("mp3", "audio/mp3"),
          Map.entry("wav", "audio/wav"),
          Map.entry("aac", "audio/aac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("flac", "audio/flac"),
          Map.entry("m4a", "audio/m4a"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("mpg", "video/mpg"),
          Map.entry("mov", "video/mov"),
          Map.entry("avi", "video/avi"),
          Map.entry("webm", "video/webm"),
          Map.entry("wmv", "video/wmv"),
          Map.entry("flv", "video/x-flv"),
          Map.entry("3gp", "video/3gpp"));

  /** What is text, although its type does not begin with it. */
  private static final Set<String> TEXTS =
      Set.of(
          "application/pdf",
          "application/json",
          "application/xml",
          "application/rtf",
          "application/x-javascript",
          "application/javascript",
          "application/x-python",
          "application/x-typescript");

  private static final List<String> YOUTUBE =
      List.of(
          "https://www.youtube.com/",
          "https://youtube.com/",
          "https://m.youtube.com/",
          "https://youtu.be/");

  private MediaTypes() {}

  /** Whether the models read such a thing by value; the kinds within each family are Google's. */
  static boolean isReadable(String type) {
    return type.startsWith("image/")
        || type.startsWith("audio/")
        || type.startsWith("video/")
        || type.startsWith("text/")
        || TEXTS.contains(type);
  }

  /** The type of a file by its URL or name; null if that does not tell. */
  static @Nullable String of(String url) {
    if (YOUTUBE.stream().anyMatch(url::startsWith)) {
      return "video/mp4";
    }
    int end = url.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = url.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String path = url.substring(0, end);
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot < 0 ? null : BY_ENDING.get(last.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
