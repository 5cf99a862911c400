package dev.gatewaysdk.server;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest.Format;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.json.JsonBody;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a transcript in the form that was asked for. */
final class TranscriptWriter {
  private TranscriptWriter() {}

  /**
   * @param format null for JSON
   */
  static ServerReply reply(
      TranscriptionResponse response, @Nullable Format format, boolean translated) {
    if (format == null || format == Format.JSON) {
      return ServerReply.json(200, json(response).bytes());
    }
    return switch (format) {
      case VERBOSE_JSON, DIARIZED_JSON ->
          ServerReply.json(200, verbose(response, translated).bytes());
      case VTT -> text(response, "text/vtt; charset=utf-8");
      default -> text(response, "text/plain; charset=utf-8"); // SubRip has no type of its own.
    };
  }

  private static ServerReply text(TranscriptionResponse response, String mediaType) {
    byte[] text = response.text().getBytes(StandardCharsets.UTF_8);
    return ServerReply.of(200, Map.of("Content-Type", mediaType), text);
  }

  private static JsonBody json(TranscriptionResponse response) {
    return json -> {
      json.beginObject().name("text").value(response.text());
      usage(json, response);
      json.endObject();
    };
  }

  private static JsonBody verbose(TranscriptionResponse response, boolean translated) {
    return json -> {
      json.beginObject().name("task").value(translated ? "translate" : "transcribe");
      if (response.language() != null) {
        json.name("language").value(response.language());
      }
      if (response.seconds() != null) {
        json.name("duration").value(response.seconds());
      }
      json.name("text").value(response.text());
      if (!response.segments().isEmpty()) {
        json.name("segments").beginArray();
        for (SpokenSegment segment : response.segments()) {
          segment(json, segment);
        }
        json.endArray();
      }
      words(json, response);
      usage(json, response);
      json.endObject();
    };
  }

  private static void segment(JsonWriter json, SpokenSegment segment) throws IOException {
    json.beginObject();
    segmentFields(json, segment);
    json.endObject();
  }

  /** With what the provider says beside times and text, such as who speaks. */
  static void segmentFields(JsonWriter json, SpokenSegment segment) throws IOException {
    json.name("start").value(segment.start()).name("end").value(segment.end());
    json.name("text").value(segment.text());
    for (Map.Entry<String, RawJson> extra : segment.extras().entrySet()) {
      extra.getValue().write(json.name(extra.getKey()));
    }
  }

  private static void words(JsonWriter json, TranscriptionResponse response) throws IOException {
    if (response.words().isEmpty()) {
      return;
    }
    json.name("words").beginArray();
    for (SpokenWord word : response.words()) {
      json.beginObject().name("word").value(word.word());
      json.name("start").value(word.start()).name("end").value(word.end()).endObject();
    }
    json.endArray();
  }

  /** As the provider gave it, if it did so in OpenAI's words; nothing if it gave none. */
  static void usage(JsonWriter json, TranscriptionResponse response) throws IOException {
    RawJson raw = response.rawUsage();
    TokenUsage usage = response.usage();
    if (raw != null && raw.toJava() instanceof Map<?, ?> own && own.containsKey("type")) {
      raw.write(json.name("usage"));
    } else if (usage != null) {
      json.name("usage").beginObject().name("type").value("tokens");
      json.name("input_tokens").value(usage.inputTokens());
      json.name("output_tokens").value(usage.outputTokens());
      json.name("total_tokens").value(usage.totalTokens()).endObject();
    } else if (response.seconds() != null) {
      json.name("usage").beginObject().name("type").value("duration");
      json.name("seconds").value(response.seconds()).endObject();
    }
  }
}
