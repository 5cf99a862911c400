package dev.gatewaysdk.provider.bedrock;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.MissingSettings;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what steers length, sampling and stopping, and reports what Converse has no words for. */
final class ConverseInference {
  private final ChatRequest request;
  private final ConverseModels model;
  private final ConverseThinking thinking;
  private final Consumer<Adjustment> adjusted;

  ConverseInference(
      ChatRequest request,
      ConverseModels model,
      ConverseThinking thinking,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.thinking = thinking;
    this.adjusted = adjusted;
  }

  /**
   * @param written gets the name of the field, if there is one
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    Integer maxTokens = maxTokens();
    Double temperature = temperature();
    Double topP = topP(temperature != null);
    List<String> stop = request.stop();
    MissingSettings.report(request, "Converse", adjusted);
    if (maxTokens == null && temperature == null && topP == null && stop.isEmpty()) {
      return;
    }
    written.add("inferenceConfig");
    json.name("inferenceConfig").beginObject();
    number(json, "maxTokens", maxTokens);
    number(json, "temperature", temperature);
    number(json, "topP", topP);
    if (!stop.isEmpty()) {
      json.name("stopSequences").beginArray();
      for (String text : stop) {
        json.value(text);
      }
      json.endArray();
    }
    json.endObject();
  }

  /** What Converse has no field for, but the model does. */
  Map<String, ?> additional() {
    Integer topK = request.topK();
    if (topK == null) {
      return Map.of();
    }
    if (thinking.on() || !model.takesSampling() || thinking.atNovasMost()) {
      dropped("top_k", "the model takes none while it thinks, or none at all");
      return Map.of();
    }
    return switch (model.family()) {
      case CLAUDE, MISTRAL -> Map.of("top_k", topK);
      case NOVA -> Map.of("inferenceConfig", Map.of("topK", topK));
      case COHERE -> Map.of("k", topK);
      default -> {
        dropped("top_k", "it is not known how to tell this model");
        yield Map.of();
      }
    };
  }

  private static void number(JsonWriter json, String name, @Nullable Number value)
      throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
  }

  private @Nullable Integer maxTokens() {
    Integer asked = request.maxTokens();
    if (asked != null && thinking.atNovasMost()) {
      dropped("max_tokens", "the model takes none at its highest effort");
      return null;
    }
    return asked;
  }

  private @Nullable Double temperature() {
    Double asked = request.temperature();
    if (asked == null) {
      return null;
    }
    String problem = noSampling(asked == 1);
    if (problem != null) {
      dropped("temperature", problem);
      return null;
    }
    if (asked > 1) {
      adjusted.accept(
          new Adjustment(Kind.CLAMPED, "temperature", asked + " became 1, Converse's most"));
      return 1.0;
    }
    return asked;
  }

  private @Nullable Double topP(boolean besideTemperature) {
    Double asked = request.topP();
    if (asked == null) {
      return null;
    }
    String problem = noSampling(asked == 1);
    if (problem == null && besideTemperature && !model.takesBothSamplings()) {
      problem = "the model takes no temperature beside it";
    }
    if (problem != null) {
      dropped("top_p", problem);
      return null;
    }
    return asked;
  }

  /** Null if the model takes it; the default of Claude passes always. */
  private @Nullable String noSampling(boolean isDefault) {
    if (thinking.atNovasMost()) {
      return "the model takes none at its highest effort";
    }
    if (isDefault) {
      return null;
    }
    if (!model.takesSampling()) {
      return "the model takes none but 1";
    }
    return thinking.on() ? "a model that thinks takes none but 1" : null;
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
