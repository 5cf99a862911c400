package dev.gatewaysdk.chat;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Folds the pieces of one spoken answer; each piece is base64 by itself, so padding may be inside.
 */
final class SpokenCollector {
  private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
  private final StringBuilder transcript = new StringBuilder();
  private @Nullable String id;
  private @Nullable Long expiresAt;

  void add(ChatEvent.AudioDelta delta) {
    id = delta.id() == null ? id : delta.id();
    expiresAt = delta.expiresAt() == null ? expiresAt : delta.expiresAt();
    transcript.append(delta.transcript());
    sound.writeBytes(Base64.getDecoder().decode(delta.data()));
  }

  ContentPart.SpokenAnswer build() {
    String data = Base64.getEncoder().encodeToString(sound.toByteArray());
    return new ContentPart.SpokenAnswer(id, data, transcript.toString(), expiresAt);
  }
}
