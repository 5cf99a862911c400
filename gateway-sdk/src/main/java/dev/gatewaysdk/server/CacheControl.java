package dev.gatewaysdk.server;

import dev.gatewaysdk.chat.CacheMark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads {@code cache_control}, as Anthropic's clients and OpenRouter's write it. */
final class CacheControl {
  private @Nullable String ttl;

  private CacheControl() {}

  static CacheMark read(JsonIn json) throws IOException {
    CacheControl control = new CacheControl();
    json.object(
        field -> {
          if (field.equals("ttl")) {
            control.ttl = json.text();
          } else {
            json.skip();
          }
        });
    return control.ttl == null ? CacheMark.DEFAULT : new CacheMark(control.ttl);
  }
}
