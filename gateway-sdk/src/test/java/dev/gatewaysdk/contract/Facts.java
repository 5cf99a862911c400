package dev.gatewaysdk.contract;

import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.ChatChoice;
import dev.gatewaysdk.chat.ChatResponse;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RerankResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer or a failure as plain facts, by the words of {@code expected.json}. */
final class Facts {
  private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();

  private Facts() {}

  /** All that can be expected of an answer. */
  static Map<String, @Nullable Object> of(Object response) {
    Facts all = new Facts();
    if (response instanceof ChatResponse chat) {
      all.chat(chat);
    } else if (response instanceof Response other) {
      all.identity(other.info().id(), other.model(), other.usage());
      all.other(other);
    }
    return all.facts;
  }

  /** All that can be expected of a failure; the only fact is {@code error}. */
  static Map<String, @Nullable Object> of(ProviderException failure) {
    Facts error = new Facts();
    error.facts.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
    error.facts.put("status", (long) failure.providerStatus());
    error.facts.put("code", failure.providerCode());
    error.facts.put("type", failure.providerType());
    error.facts.put("message", failure.providerMessage());
    error.facts.put("param", failure.parameter());
    error.facts.put("request_id", failure.providerRequestId());
    error.facts.put(
        "retry_after_ms", failure.retryAfter() == null ? null : failure.retryAfter().toMillis());
    return Map.of("error", error.facts);
  }

  /** Where facts differ from those that are expected, a line each; others do not matter. */
  static List<String> differences(Map<String, ?> expected, Map<String, ?> facts) {
    List<String> differences = new ArrayList<>();
    compare("", expected, facts, differences);
    return differences;
  }

  private void identity(@Nullable String id, @Nullable String model, @Nullable TokenUsage usage) {
    facts.put("id", id);
    facts.put("model", model);
    facts.put("usage", usage == null ? null : usage(usage));
  }

  private static Map<String, @Nullable Object> usage(TokenUsage usage) {
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    counts.put("input", usage.input());
    counts.put("cache_read", usage.cacheRead());
    counts.put("cache_write", usage.cacheWrite());
    counts.put("output", usage.output());
    counts.put("reasoning", usage.reasoning());
    counts.put("total", usage.total());
    return counts;
  }

  private void chat(ChatResponse chat) {
    ChatChoice first = chat.choices().get(0);
    identity(chat.id(), chat.model(), chat.usage());
    facts.put("text", chat.text());
    facts.put("texts", chat.choices().stream().map(each -> each.message().text()).toList());
    facts.put("reasoning", first.message().reasoning());
    facts.put("refusal", first.message().refusal());
    facts.put("tool_calls", chat.toolCalls().stream().map(Facts::call).toList());
    facts.put("finish", chat.finishReason().name().toLowerCase(Locale.ROOT));
    facts.put("raw_finish", chat.rawFinishReason());
    facts.put("stop_sequence", first.stopSequence());
  }

  private static Map<String, @Nullable Object> call(ToolCall call) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("id", call.id());
    facts.put("name", call.name());
    facts.put("arguments", call.arguments());
    return facts;
  }

  private void other(Response response) {
    if (response instanceof CompletionResponse completion) {
      facts.put("texts", completion.choices().stream().map(CompletionChoice::text).toList());
      facts.put("text", completion.text());
      facts.put("finish", completion.finishReason().name().toLowerCase(Locale.ROOT));
    } else if (response instanceof EmbeddingResponse embedding) {
      facts.put("vectors", embedding.vectors().stream().map(Facts::vector).toList());
    } else if (response instanceof ImageResponse image) {
      facts.put("images", image.images().stream().map(Facts::picture).toList());
    } else if (response instanceof SpeechResponse speech) {
      facts.put("bytes", bytes(speech.audio()));
      facts.put("media_type", speech.mediaType());
    } else if (response instanceof TranscriptionResponse transcription) {
      facts.put("text", transcription.text());
      facts.put("language", transcription.language());
      facts.put("seconds", transcription.seconds());
    } else if (response instanceof ModerationResponse moderation) {
      facts.put("flagged", moderation.results().stream().map(each -> each.flagged()).toList());
      facts.put(
          "categories",
          moderation.results().stream().map(each -> each.flaggedCategories()).toList());
    } else if (response instanceof RerankResponse rerank) {
      facts.put("ranking", rerank.results().stream().map(each -> (long) each.index()).toList());
      facts.put("scores", rerank.results().stream().map(each -> each.score()).toList());
    } else if (response instanceof ListModelsResponse models) {
      facts.put("models", models.models().stream().map(ListedModel::id).toList());
    }
  }

  private static List<Object> vector(EmbeddingVector vector) {
    List<Object> values = new ArrayList<>();
    for (float value : vector.values()) {
      values.add(value);
    }
    return values;
  }

  private static Map<String, @Nullable Object> picture(GeneratedImage picture) {
    byte[] bytes = picture.bytes();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("url", picture.url());
    facts.put("bytes", bytes == null ? null : bytes(bytes));
    facts.put("media_type", picture.mediaType());
    facts.put("revised_prompt", picture.revisedPrompt());
    return facts;
  }

  /** Fixtures are small, so bytes can be compared one by one. */
  private static List<Long> bytes(byte[] bytes) {
    Long[] values = new Long[bytes.length];
    Arrays.setAll(values, i -> (long) bytes[i] & 0xff);
    return List.of(values);
  }

  private static void compare(
      String path, @Nullable Object wanted, @Nullable Object found, List<String> differences) {
    if (wanted instanceof Map<?, ?> map && found instanceof Map<?, ?> facts) {
      map.forEach(
          (key, each) -> {
            if (facts.containsKey(key)) {
              compare(path + "." + key, each, facts.get(key), differences);
            } else {
              differences.add(path + "." + key + ": there is no such fact here");
            }
          });
    } else if (wanted instanceof List<?> list && found instanceof List<?> facts) {
      if (list.size() != facts.size()) {
        differences.add(path + ": expected " + list.size() + " but there are " + facts.size());
      }
      for (int i = 0; i < Math.min(list.size(), facts.size()); i++) {
        compare(path + "[" + i + "]", list.get(i), facts.get(i), differences);
      }
    } else if (!equal(wanted, found)) {
      differences.add(path + ": expected " + wanted + " but was " + found);
    }
  }

  private static boolean equal(@Nullable Object wanted, @Nullable Object found) {
    return wanted instanceof Number one && found instanceof Number other
        ? one.floatValue() == other.floatValue()
        : Objects.equals(wanted, found);
  }
}
