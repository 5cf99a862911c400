package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a configuration file. */
final class ConfigFile {
  private ConfigFile() {}

  static String read(Path file) {
    byte[] bytes;
    try {
      if (Files.isDirectory(file)) {
        throw new ConfigException(file + ": is a directory; name the YAML file in it");
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(YamlDocument.MOST_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file + ": there is no such file in " + Path.of("").toAbsolutePath());
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getClass().getSimpleName());
    }
    if (bytes.length > YamlDocument.MOST_BYTES) {
      throw new ConfigException(YamlDocument.tooLong(file.toString()));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8; save it in that encoding");
    }
  }
}
