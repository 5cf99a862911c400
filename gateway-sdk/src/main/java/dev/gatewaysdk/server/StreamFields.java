package dev.gatewaysdk.server;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code stream} and {@code stream_options}. For one request. */
final class StreamFields {
  private final JsonIn json;
  private final Consumer<@Nullable String> dropped;
  private boolean stream;
  private boolean includeUsage;

  /**
   * @param dropped told of the place of each option that is not known
   */
  StreamFields(JsonIn json, Consumer<@Nullable String> dropped) {
    this.json = json;
    this.dropped = dropped;
  }

  /** Reads a field; false if it is neither. */
  boolean field(String name) throws IOException {
    switch (name) {
      case "stream" -> stream = json.flag();
      case "stream_options" -> json.object(this::option);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void option(String name) throws IOException {
    switch (name) {
      case "include_usage" -> includeUsage = json.flag();
      case "include_obfuscation" -> json.flag(); // There is none to include: what is not sent.
      default -> {
        dropped.accept(json.path());
        json.skip();
      }
    }
  }

  /** Whether the answer is wanted as it arrives. */
  boolean stream() {
    return stream;
  }

  /** Whether a stream shall end with what it used. */
  boolean includeUsage() {
    return includeUsage;
  }
}
