package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.RecordingDescribed;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.AnswerStarted;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.reply.UsageReported;
import dev.gatewaysdk.rerank.RankedDocument;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of any operation but chat as a line of a cassette; the first member says which. What is
 * the same as in chat is written as there.
 */
final class SurfaceForm {
  private SurfaceForm() {}

  static RawJson of(ReplyEvent event) {
    Fields fields = new Fields();
    if (event instanceof AnswerStarted e) {
      fields.put("answer_of", e.model() == null ? "" : e.model()).put("id", e.id());
      fields.put("without_model", e.model() == null ? true : null);
    } else if (event instanceof UsageReported e) {
      TokenUsage usage = e.usage();
      fields.put("used", usage == null ? Map.of() : EventForm.usage(usage));
      fields.putExactly("raw", e.raw());
    } else if (event instanceof EmbeddingVector e) {
      fields.put("vector", base64(e.values())).put("index", e.index());
    } else if (event instanceof TokensScored e) {
      fields.put("scored", e.tokens().stream().map(SurfaceForm::token).toList());
      fields.put("choice", e.choice() == 0 ? null : e.choice());
    } else if (event instanceof GeneratedImage e) {
      byte[] bytes = e.bytes();
      fields.put("picture", e.index()).put("url", e.url());
      fields.put("bytes", bytes == null ? null : Base64.getEncoder().encodeToString(bytes));
      fields.put("media_type", e.mediaType()).put("revised_prompt", e.revisedPrompt());
    } else if (event instanceof ImagesDescribed e) {
      fields.put("pictures", "described").put("size", e.size()).put("quality", e.quality());
      fields.put("background", e.background()).put("format", e.format());
    } else if (event instanceof ModerationResult e) {
      fields.put("judged", e.index()).put("flagged", e.flagged()).put("categories", e.categories());
      fields.put("scores", e.scores()).put("applied_input_types", e.appliedInputTypes());
    } else if (event instanceof RankedDocument e) {
      fields.put("ranked", e.index()).put("score", e.score()).put("document", e.document());
    } else if (event instanceof ListedModel e) {
      fields.put("listed", e.id()).put("owned_by", e.ownedBy()).put("created", e.created());
    } else {
      sound(fields, event);
    }
    return fields.toJson();
  }

  private static void sound(Fields fields, ReplyEvent event) {
    if (event instanceof SpeechStarted e) {
      fields.put("speech", e.mediaType() == null ? "" : e.mediaType());
    } else if (event instanceof AudioChunk e) {
      fields.put("sound", Base64.getEncoder().encodeToString(e.bytes()));
    } else if (event instanceof RecordingDescribed e) {
      fields.put("recording", e.language() == null ? "" : e.language());
      fields.put("seconds", e.seconds());
    } else if (event instanceof SpokenSegment e) {
      fields.put("segment", e.text()).put("start", e.start()).put("end_at", e.end());
      Map<String, String> extras = new LinkedHashMap<>();
      e.extras().forEach((name, json) -> extras.put(name, json.text()));
      fields.put("extras", extras.isEmpty() ? null : extras);
    } else if (event instanceof SpokenWord e) {
      fields.put("word", e.word()).put("start", e.start()).put("end_at", e.end());
    } else {
      throw new AssertionError("a cassette cannot hold events of " + event.getClass());
    }
  }

  private static Map<String, Object> token(TokenLogprob token) {
    RawJson alternatives = token.alternatives();
    return new Fields()
        .put("token", token.token())
        .put("logprob", token.logprob())
        .put("alternatives", alternatives == null ? null : alternatives.text())
        .put("text_offset", token.textOffset())
        .toMap();
  }

  /** The event of a line; null if it is none of these. */
  static @Nullable ReplyEvent read(Line line) {
    if (line.has("answer_of")) {
      String model = line.flag("without_model") ? null : line.text("answer_of");
      return new AnswerStarted(line.textOrNull("id"), model);
    }
    if (line.has("used")) {
      Line used = new Line(line.json("used"));
      TokenUsage usage = used.has("input") ? EventForm.usage(used) : null;
      return new UsageReported(usage, line.exactly("raw"));
    }
    if (line.has("vector")) {
      return new EmbeddingVector(line.index("index"), floats(line.text("vector")));
    }
    if (line.has("scored")) {
      List<TokenLogprob> tokens = line.lines("scored").stream().map(SurfaceForm::token).toList();
      return new TokensScored(line.index("choice"), tokens);
    }
    if (line.has("picture")) {
      return picture(line);
    }
    if (line.has("pictures")) {
      return new ImagesDescribed(
          line.textOrNull("size"),
          line.textOrNull("quality"),
          line.textOrNull("background"),
          line.textOrNull("format"));
    }
    if (line.has("judged")) {
      return judged(line);
    }
    if (line.has("ranked")) {
      return new RankedDocument(
          line.index("ranked"), line.number("score"), line.textOrNull("document"));
    }
    if (line.has("listed")) {
      return new ListedModel(
          line.text("listed"), line.textOrNull("owned_by"), line.wholeOrNull("created"));
    }
    return sound(line);
  }

  private static @Nullable ReplyEvent sound(Line line) {
    if (line.has("speech")) {
      String type = line.text("speech");
      return new SpeechStarted(type.isEmpty() ? null : type);
    }
    if (line.has("sound")) {
      return new AudioChunk(Base64.getDecoder().decode(line.text("sound")));
    }
    if (line.has("recording")) {
      String language = line.text("recording");
      return new RecordingDescribed(
          language.isEmpty() ? null : language, line.numberOrNull("seconds"));
    }
    if (line.has("segment")) {
      Map<String, RawJson> extras = new LinkedHashMap<>();
      line.map("extras")
          .forEach((name, json) -> extras.put(name, RawJson.parse(String.valueOf(json))));
      return new SpokenSegment(
          line.text("segment"), line.number("start"), line.number("end_at"), extras);
    }
    return line.has("word")
        ? new SpokenWord(line.text("word"), line.number("start"), line.number("end_at"))
        : null;
  }

  private static TokenLogprob token(Line line) {
    String alternatives = line.textOrNull("alternatives");
    Long offset = line.wholeOrNull("text_offset");
    return new TokenLogprob(
        line.text("token"),
        line.numberOrNull("logprob"),
        alternatives == null ? null : RawJson.parse(alternatives),
        offset == null ? null : Math.toIntExact(offset));
  }

  private static GeneratedImage picture(Line line) {
    String bytes = line.textOrNull("bytes");
    String revised = line.textOrNull("revised_prompt");
    return bytes == null
        ? GeneratedImage.ofUrl(line.index("picture"), line.text("url"), revised)
        : GeneratedImage.ofBytes(
            line.index("picture"),
            Base64.getDecoder().decode(bytes),
            line.textOrNull("media_type"),
            revised);
  }

  private static ModerationResult judged(Line line) {
    Map<String, Boolean> categories = new LinkedHashMap<>();
    line.map("categories")
        .forEach((name, harmful) -> categories.put(name, Boolean.TRUE.equals(harmful)));
    Map<String, Double> scores = new LinkedHashMap<>();
    line.map("scores")
        .forEach((name, score) -> scores.put(name, Double.valueOf(String.valueOf(score))));
    Map<String, List<String>> applied = new LinkedHashMap<>();
    line.map("applied_input_types")
        .forEach(
            (name, types) ->
                applied.put(
                    name,
                    types instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of()));
    return new ModerationResult(
        line.index("judged"), line.flag("flagged"), categories, scores, applied);
  }

  /** Exact, and half as long as in digits. */
  private static String base64(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] floats(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
