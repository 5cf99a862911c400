package dev.gatewaysdk.provider.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.provider.MissingSettings;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what steers sampling and stopping, and reports what Anthropic has no words for. */
final class AnthropicSampling {
  private static final double LEAST_TOP_P_THINKING = 0.95;

  private final ChatRequest request;
  private final AnthropicModels model;
  private final AnthropicThinking thinking;
  private final Consumer<Adjustment> adjusted;

  AnthropicSampling(
      ChatRequest request,
      AnthropicModels model,
      AnthropicThinking thinking,
      Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.thinking = thinking;
    this.adjusted = adjusted;
  }

  /**
   * @param written gets the names of the fields
   */
  void write(JsonWriter json, Set<String> written) throws IOException {
    Double temperature = temperature();
    number(json, "temperature", temperature, written);
    number(json, "top_p", topP(temperature != null), written);
    number(json, "top_k", topK(), written);
    stop(json, written);
    MissingSettings.report(request, "Anthropic", adjusted);
  }

  private static void number(
      JsonWriter json, String name, @Nullable Number value, Set<String> written)
      throws IOException {
    if (value != null) {
      written.add(name);
      json.name(name).value(value);
    }
  }

  private @Nullable Double temperature() {
    Double asked = request.temperature();
    if (asked == null || asked == 1) {
      return yieldsToTopP() ? null : asked;
    }
    if (!model.takesSampling()) {
      dropped("temperature", "the model takes none but 1");
      return null;
    }
    if (thinking.on()) {
      dropped("temperature", "a model that thinks takes none but 1");
      return null;
    }
    if (asked > 1) {
      adjusted.accept(
          new Adjustment(Kind.CLAMPED, "temperature", asked + " became 1, Anthropic's most"));
      return 1.0;
    }
    return asked;
  }

  /** Whether a temperature of 1, which is what the model takes anyway, would cost the top_p. */
  private boolean yieldsToTopP() {
    Double topP = request.topP();
    return topP != null && topP != 1 && model.takesSampling() && !model.takesBothSamplings();
  }

  private @Nullable Double topP(boolean besideTemperature) {
    Double asked = request.topP();
    if (asked == null) {
      return null;
    }
    if (!model.takesSampling()) {
      if (asked != 1) {
        dropped("top_p", "the model takes none but 1");
      }
      return null;
    }
    if (thinking.on() && asked < LEAST_TOP_P_THINKING) {
      dropped("top_p", "a model that thinks takes none below " + LEAST_TOP_P_THINKING);
      return null;
    }
    if (besideTemperature && !model.takesBothSamplings()) {
      if (asked != 1) {
        dropped("top_p", "the model takes no temperature beside it");
      }
      return null;
    }
    return asked;
  }

  private @Nullable Integer topK() {
    Integer asked = request.topK();
    if (asked != null && !model.takesSampling()) {
      dropped("top_k", "the model takes none");
      return null;
    }
    if (asked != null && thinking.on()) {
      dropped("top_k", "a model that thinks takes none");
      return null;
    }
    return asked;
  }

  private void stop(JsonWriter json, Set<String> written) throws IOException {
    List<String> stop = request.stop().stream().filter(text -> !text.isBlank()).toList();
    if (stop.size() < request.stop().size()) {
      dropped("stop", "a sequence of blanks only, which Anthropic refuses");
    }
    if (!stop.isEmpty()) {
      written.add("stop_sequences");
      json.name("stop_sequences").beginArray();
      for (String text : stop) {
        json.value(text);
      }
      json.endArray();
    }
  }

  private void dropped(String subject, String detail) {
    adjusted.accept(new Adjustment(Kind.DROPPED, subject, detail));
  }
}
