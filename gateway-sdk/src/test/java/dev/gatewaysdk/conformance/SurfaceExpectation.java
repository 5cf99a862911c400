package dev.gatewaysdk.conformance;

import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RerankResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okio.ByteString;

/** Compares what an adapter made of a recording of any operation but chat with its facts. */
final class SurfaceExpectation {
  private static final Set<String> NOT_COMPARED =
      Set.of("chunks", "done_sentinel", "event_types", "sse_comments", "notes", "embedding_types");

  private final List<String> differences = new ArrayList<>();

  private SurfaceExpectation() {}

  /** Where a response disagrees, one line each; empty if it agrees with every fact. */
  static List<String> compare(Map<String, Object> expected, Response actual) {
    SurfaceExpectation expectation = new SurfaceExpectation();
    Map<String, Object> facts = facts(actual);
    expected.forEach((key, wanted) -> expectation.fact(key, wanted, facts, actual));
    return expectation.differences;
  }

  private void fact(String key, Object wanted, Map<String, Object> facts, Response actual) {
    if (key.equals("usage") || key.equals("usage_inclusive")) {
      usage(Recording.object(wanted), actual.usage());
    } else if (facts.get(key) instanceof Map<?, ?> several) { // Only some are known of each.
      Recording.object(wanted)
          .forEach((name, value) -> require(key + "." + name, value, several.get(name)));
    } else if (facts.containsKey(key)) {
      require(key, wanted, facts.get(key));
    } else if (!NOT_COMPARED.contains(key)) {
      differences.add(key + ": nothing compares it");
    }
  }

  private void usage(Map<String, Object> wanted, TokenUsage usage) {
    if (usage == null) {
      differences.add("usage: none was read");
      return;
    }
    Map<String, Long> counts =
        Map.of(
            "input", usage.input(),
            "prompt", usage.input(),
            "output", usage.output(),
            "completion", usage.output(),
            "total", usage.total(),
            "cached_input", usage.cacheRead(),
            "reasoning", usage.reasoning());
    wanted.forEach((name, count) -> require("usage." + name, count, counts.get(name)));
  }

  private static Map<String, Object> facts(Response actual) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("model", actual.model());
    facts.put("response_id", actual.info().id());
    if (actual instanceof CompletionResponse response) {
      completion(facts, response);
    } else if (actual instanceof EmbeddingResponse response) {
      facts.put("embeddings", embeddings(response));
    } else if (actual instanceof ImageResponse response) {
      images(facts, response.images());
    } else if (actual instanceof SpeechResponse response) {
      facts.put("audio", audio(response.audio()));
    } else if (actual instanceof TranscriptionResponse response) {
      facts.put("text", response.text());
      facts.put("language", response.language());
      facts.put("duration", response.seconds());
      facts.put("segments", (long) response.segments().size());
      facts.put("words", (long) response.words().size());
    } else if (actual instanceof ModerationResponse response) {
      facts.put("moderation", moderation(response));
    } else if (actual instanceof RerankResponse response) {
      facts.put(
          "rerank",
          response.results().stream()
              .map(each -> Map.of("index", (long) each.index(), "score", each.score()))
              .toList());
      facts.put("search_units", searchUnits(response));
    } else if (actual instanceof ListModelsResponse response) {
      facts.put(
          "models",
          Map.of("count", (long) response.models().size(), "first", response.models().get(0).id()));
    }
    return facts;
  }

  /** What Cohere counts instead of tokens. */
  private static Object searchUnits(RerankResponse response) {
    RawJson raw = response.rawUsage();
    Object billed = raw == null ? null : raw.toMap().get("billed_units");
    return billed == null ? null : Recording.object(billed).get("search_units");
  }

  private static void completion(Map<String, Object> facts, CompletionResponse response) {
    facts.put("text", response.text());
    facts.put("texts", response.choices().stream().map(CompletionChoice::text).toList());
    facts.put("choices", (long) response.choices().size());
    facts.put("finish_reason", response.choices().get(0).rawFinishReason());
  }

  private static Map<String, Object> embeddings(EmbeddingResponse response) {
    float[] first = response.vector();
    List<Object> firstValues = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      firstValues.add(first[i]);
    }
    return Map.of(
        "count",
        (long) response.vectors().size(),
        "dimensions",
        (long) first.length,
        "first_values",
        firstValues,
        "encoding",
        "base64"); // How it came makes no difference.
  }

  private static void images(Map<String, Object> facts, List<GeneratedImage> images) {
    facts.put("images", (long) images.size());
    facts.put(
        "image_kinds",
        images.stream().map(image -> image.bytes() == null ? "url" : "b64_json").toList());
    facts.put("revised_prompts", images.stream().map(GeneratedImage::revisedPrompt).toList());
  }

  private static Map<String, Object> audio(byte[] audio) {
    return Map.of(
        "bytes",
        (long) audio.length,
        "sha256",
        ByteString.of(audio).sha256().hex(),
        "json_field",
        "audio_data"); // How it came makes no difference.
  }

  private static List<Map<String, Object>> moderation(ModerationResponse response) {
    return response.results().stream()
        .map(
            result ->
                Map.<String, Object>of(
                    "flagged", result.flagged(),
                    "true_categories", result.flaggedCategories(),
                    "category_count", (long) result.categories().size()))
        .toList();
  }

  private void require(String what, Object wanted, Object actual) {
    if (!Objects.equals(comparable(wanted), comparable(actual))) {
      differences.add(what + ": expected " + wanted + " but was " + actual);
    }
  }

  /** Numbers as floats, which vectors are made of. */
  private static Object comparable(Object value) {
    if (value instanceof Number number) {
      return number.floatValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SurfaceExpectation::comparable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> comparable = new HashMap<>();
      map.forEach((key, each) -> comparable.put(key, comparable(each)));
      return comparable;
    }
    return value;
  }
}
