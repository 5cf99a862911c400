package dev.gatewaysdk.audio;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A recording. Do not change the array: it is not copied, however long it is. */
public final class AudioFile {
  /** What the extensions that providers know stand for. */
  private static final Map<String, String> MEDIA_TYPES =
      new TreeMap<>(
          Map.of(
              "flac", "audio/flac",
              "m4a", "audio/mp4",
              "mp3", "audio/mpeg",
              "mp4", "audio/mp4",
              "mpeg", "audio/mpeg",
              "mpga", "audio/mpeg",
              "oga", "audio/ogg",
              "ogg", "audio/ogg",
              "wav", "audio/wav",
              "webm", "audio/webm"));

  private final byte[] bytes;
  private final String name;
  private final String mediaType;

  private AudioFile(byte[] bytes, String name, String mediaType) {
    if (bytes.length == 0) {
      throw new InvalidRequestException("file", "must not be empty");
    }
    this.bytes = bytes;
    this.name = name;
    this.mediaType = mediaType;
  }

  /**
   * A recording, of the type that its name's extension says.
   *
   * @param name such as {@code talk.mp3}; providers see it
   * @throws InvalidRequestException if it is empty, or the extension is none that providers know
   */
  public static AudioFile of(byte[] bytes, String name) {
    Names.require("file name", name);
    String mediaType = MEDIA_TYPES.get(extension(name));
    if (mediaType == null) {
      throw new InvalidRequestException(
          "file",
          "its name does not end in a type of sound that providers take: "
              + MEDIA_TYPES.keySet()
              + "; convert it, or give it the name that fits");
    }
    return new AudioFile(bytes, name, mediaType);
  }

  /**
   * A recording of a type that is not known here.
   *
   * @param name providers see it
   * @param mediaType begins with {@code audio/} or {@code video/}
   * @throws InvalidRequestException if it is empty or not of such a type
   */
  public static AudioFile of(byte[] bytes, String name, String mediaType) {
    Names.require("file name", name);
    Names.require("file type", mediaType);
    if (!mediaType.startsWith("audio/") && !mediaType.startsWith("video/")) {
      throw new InvalidRequestException(
          "file", "is of type " + mediaType + "; it must be of a type audio/… or video/…");
    }
    return new AudioFile(bytes, name, mediaType);
  }

  /**
   * Reads a recording from a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidRequestException if it is empty, or the extension is none that providers know
   */
  public static AudioFile read(Path file) throws IOException {
    return of(Files.readAllBytes(file), String.valueOf(file.getFileName()));
  }

  /** The same recording under another name; providers go by an extension that they know. */
  AudioFile renamed(UnaryOperator<String> names) {
    int dot = name.lastIndexOf('.');
    boolean known = dot >= 0 && MEDIA_TYPES.containsKey(extension(name));
    String renamed =
        known ? names.apply(name.substring(0, dot)) + name.substring(dot) : names.apply(name);
    return renamed.equals(name) ? this : new AudioFile(bytes, renamed, mediaType);
  }

  /** In lower case; all of the name if there is no dot. */
  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The recording itself, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Its name, such as {@code talk.mp3}. */
  public String name() {
    return name;
  }

  /** Such as {@code audio/mpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** Its type and size only. */
  @Override
  public String toString() {
    return "AudioFile(" + mediaType + ", " + bytes.length + " bytes)";
  }
}
