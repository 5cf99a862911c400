package dev.gatewaysdk.langchain4j;

import dev.gatewaysdk.audio.AudioFile;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LangChain4j's recordings as the gateway's, with the file's name that providers go by. */
final class Recordings {
  private static final String NAME = "audio.";
  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry("audio/flac", "flac"),
          Map.entry("audio/x-flac", "flac"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/m4a", "m4a"),
          Map.entry("audio/x-m4a", "m4a"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp3", "mp3"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/wav", "wav"),
          Map.entry("audio/x-wav", "wav"),
          Map.entry("audio/wave", "wav"),
          Map.entry("audio/webm", "webm"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/webm", "webm"));

  private Recordings() {}

  static AudioFile of(Audio audio) {
    byte[] bytes = bytes(audio);
    String type = audio.mimeType();
    if (type == null) {
      String extension = extension(bytes);
      if (extension == null) {
        throw new InvalidRequestException(
            "the type of the recording is not known: give it a mimeType, such as audio/wav");
      }
      return AudioFile.of(bytes, NAME + extension);
    }
    String extension = EXTENSIONS.get(type.toLowerCase(Locale.ROOT));
    return extension == null
        ? AudioFile.of(bytes, NAME + type.substring(type.indexOf('/') + 1), type)
        : AudioFile.of(bytes, NAME + extension);
  }

  private static byte[] bytes(Audio audio) {
    if (audio.binaryData() != null) {
      return audio.binaryData();
    }
    if (audio.base64Data() == null) {
      throw new UnsupportedFeatureException(
          "the gateway takes recordings by value: give binaryData or base64Data, not a URL");
    }
    try {
      return Base64.getDecoder().decode(audio.base64Data());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("the base64Data of the recording is not base64");
    }
  }

  private static @Nullable String extension(byte[] bytes) {
    if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WAVE")) {
      return "wav";
    }
    if (begins(bytes, 0, "OggS")) {
      return "ogg";
    }
    if (begins(bytes, 0, "fLaC")) {
      return "flac";
    }
    if (begins(bytes, 4, "ftyp")) {
      return "m4a";
    }
    if (begins(bytes, 0, "\u001aE\u00df\u00a3")) {
      return "webm";
    }
    boolean frame = bytes.length > 1 && bytes[0] == (byte) 0xff && (bytes[1] & 0xe6) == 0xe2;
    return frame || begins(bytes, 0, "ID3") ? "mp3" : null;
  }

  /** Whether these characters are there, a byte each. */
  private static boolean begins(byte[] bytes, int at, String magic) {
    if (bytes.length < at + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (bytes[at + i] != (byte) magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
