package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.chat.CacheMark;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.chat.ProviderState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a message as it stands in a cassette. */
final class PartForm {
  private static final int LONGEST_URL = 512;

  private PartForm() {}

  static Map<String, Object> of(ContentPart part, Scrubber scrubber) {
    Fields fields = new Fields();
    if (part instanceof ContentPart.Text text) {
      fields.put("text", text.text()).put("state", state(text.state()));
    } else if (part instanceof ContentPart.Image image) {
      fields.put("image", shortened(image.url())).put("detail", image.detail());
    } else if (part instanceof ContentPart.Audio audio) {
      fields.put("audio", digest(audio.data())).put("format", audio.format());
    } else if (part instanceof ContentPart.File file) {
      fields.put("file", shortened(file.source())).put("name", file.name());
    } else if (part instanceof ContentPart.Reasoning reasoning) {
      fields.put("reasoning", reasoning.text()).put("state", state(reasoning.state()));
    } else if (part instanceof ContentPart.Refusal refusal) {
      fields.put("refusal", refusal.text());
    } else if (part instanceof ToolCall call) {
      toolCall(call, fields, scrubber);
    } else if (part instanceof ContentPart.SpokenAnswer spoken) {
      fields.put("spoken", spoken.id() == null ? digest(spoken.data()) : spoken.id());
      fields.put("transcript", spoken.transcript());
    } else if (part instanceof ContentPart.ProviderBlock block) {
      fields.put("block", block.json()).put("format", block.format()).put("type", block.type());
    } else if (part instanceof CacheMark mark) {
      fields.put("cache_mark", ttl(mark));
    }
    return fields.toMap();
  }

  private static void toolCall(ToolCall call, Fields fields, Scrubber scrubber) {
    fields
        .put("tool_call", call.name())
        .put("id", call.id())
        .put("arguments", scrubber.scrubMaybeJson(call.arguments())) // As in the answer it is from.
        .put("type", call.type() == ToolCall.Type.FUNCTION ? null : call.type().name())
        .put("state", state(call.state()));
  }

  static String ttl(CacheMark mark) {
    return mark.ttl() == null ? "default" : mark.ttl();
  }

  private static @Nullable Object state(@Nullable ProviderState state) {
    return state == null ? null : Map.of("format", state.format(), "json", state.json());
  }

  /** A reference as it is, something by value as its digest. */
  static String shortened(String url) {
    if (url.length() <= LONGEST_URL && !url.startsWith("data:")) {
      return url;
    }
    return url.substring(0, Math.max(0, Math.min(64, url.indexOf(',')))) + digest(url);
  }

  private static String digest(String data) {
    return digest(data.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] data) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(data);
      return "sha256:" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
