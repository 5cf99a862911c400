package dev.gatewaysdk.secret;

import dev.gatewaysdk.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A credential that is read when it is needed, and never printed.
 *
 * <p>Read late, a secret can be rotated without a restart: a file is read again when it changes, a
 * supplier and a vault are asked each time. Thread-safe.
 */
public final class Secret {
  private final String origin;
  private final Supplier<@Nullable String> source;

  private Secret(String origin, Supplier<@Nullable String> source) {
    this.origin = origin;
    this.source = source;
  }

  /**
   * The secret itself. Prefer the other factories: a literal lands in source code and heap dumps.
   */
  public static Secret of(String value) {
    return new Secret("a literal", () -> value);
  }

  /** The value of an environment variable. */
  public static Secret env(String name) {
    return env(name, System::getenv);
  }

  /** The value of a variable in an environment other than the process's own. */
  public static Secret env(String name, Function<String, @Nullable String> environment) {
    return new Secret("environment variable " + name, () -> environment.apply(name));
  }

  /** The content of a file without the white space around it; read again when the file changes. */
  public static Secret file(Path path) {
    return new Secret("file " + path, new FileSource(path));
  }

  /** Whatever the supplier says at the time; it must be thread-safe and quick. */
  public static Secret supplier(Supplier<@Nullable String> supplier) {
    return new Secret("a supplier", supplier);
  }

  /** A secret of a vault, in configuration files {@code {{secrets/scope/key}}}. */
  public static Secret stored(SecretSource vault, String scope, String key) {
    return new Secret("{{secrets/" + scope + "/" + key + "}}", () -> vault.find(scope, key));
  }

  /**
   * The secret, for the adapter that puts it into a header.
   *
   * @throws ConfigException if there is none, or it cannot stand in a header; names where it was
   *     looked for, not its value
   */
  public String reveal() {
    String value = revealText();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw new ConfigException(
            "the secret in "
                + origin
                + " has a blank, line break or non-ASCII character at position "
                + i
                + ": a key is one word");
      }
    }
    return value;
  }

  /**
   * The secret with the blanks and line breaks in it, for the adapter that parses it, such as a key
   * file.
   *
   * @throws ConfigException if there is none; names where it was looked for
   */
  public String revealText() {
    String value = source.get();
    if (value == null || value.isBlank()) {
      throw new ConfigException("no secret found in " + origin + ": set it to the provider's key");
    }
    return value;
  }

  /** Where the secret is looked for, such as {@code environment variable OPENAI_API_KEY}. */
  public String origin() {
    return origin;
  }

  /** Says where the secret comes from, never what it is. */
  @Override
  public String toString() {
    return "Secret(" + origin + ")";
  }

  /** Reads a file again only when its time or size has changed. */
  private static final class FileSource implements Supplier<@Nullable String> {
    private record Content(FileTime modified, long size, String value) {}

    private final Path path;
    private volatile @Nullable Content last;

    FileSource(Path path) {
      this.path = path;
    }

    @Override
    public String get() {
      try {
        FileTime modified = Files.getLastModifiedTime(path);
        long size = Files.size(path);
        Content seen = last;
        if (seen == null || !seen.modified.equals(modified) || seen.size != size) {
          seen =
              new Content(modified, size, Files.readString(path, StandardCharsets.UTF_8).strip());
          last = seen;
        }
        return seen.value;
      } catch (IOException e) {
        throw new ConfigException(
            "cannot read the secret in file " + path + ": " + e.getClass().getSimpleName());
      }
    }
  }
}
