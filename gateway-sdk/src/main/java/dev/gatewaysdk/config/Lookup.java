package dev.gatewaysdk.config;

import dev.gatewaysdk.secret.SecretSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where placeholders are looked up.
 *
 * @param directory what relative paths are relative to
 * @param environment gives a variable's value, or null
 * @param vault for {@code {{secrets/…}}}; null if there is none
 */
record Lookup(
    Path directory, Function<String, @Nullable String> environment, @Nullable SecretSource vault) {

  /** The path that a text of the file means; null if it is no path at all. */
  @Nullable Path path(String text) {
    try {
      return directory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
