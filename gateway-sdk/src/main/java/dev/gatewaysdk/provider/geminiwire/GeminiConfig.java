package dev.gatewaysdk.provider.geminiwire;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.chat.ContentPart.Image;
import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Adjustment.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes into {@code generationConfig}: sampling, stopping, thinking, the answer's form. */
final class GeminiConfig {
  private static final int MOST_CANDIDATES = 8;
  private static final int MOST_STOPS = 5;

  private final ChatRequest request;
  private final GeminiModel model;
  private final Consumer<Adjustment> adjusted;
  private final boolean formInWords;

  GeminiConfig(ChatRequest request, GeminiModel model, Consumer<Adjustment> adjusted) {
    this.request = request;
    this.model = model;
    this.adjusted = adjusted;
    boolean tools =
        !request.tools().isEmpty()
            || request.providerTools().stream()
                .anyMatch(tool -> tool.format().equals(GeminiWire.FORMAT));
    this.formInWords = !model.takesForm() || (tools && !model.takesFormBesideTools());
  }

  /** The fields; says what had to be changed, so it is called once. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    candidates(fields);
    stop(fields);
    put(fields, "maxOutputTokens", request.maxTokens());
    put(fields, "temperature", request.temperature());
    put(fields, "topP", request.topP());
    put(fields, "topK", request.topK());
    seed(fields);
    put(fields, "presencePenalty", penalty("presence_penalty", request.presencePenalty()));
    put(fields, "frequencyPenalty", penalty("frequency_penalty", request.frequencyPenalty()));
    logprobs(fields);
    form(fields);
    Map<String, Object> thinking = GeminiThinking.of(request.reasoningEffort(), model, adjusted);
    if (!thinking.isEmpty()) {
      fields.put("thinkingConfig", thinking);
    }
    resolution(fields);
    return fields;
  }

  /** The answer's form as an instruction, for models that cannot be held to it; null if none. */
  @Nullable String formInWords() {
    ResponseFormat format = request.responseFormat();
    if (!formInWords || format == null || format.type() == ResponseFormat.Type.TEXT) {
      return null;
    }
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED,
            "response_format",
            model.takesForm()
                ? "became an instruction: models before Gemini 3 enforce none beside tools"
                : "became an instruction: the model enforces none"));
    String object =
        "Unless you call a tool, answer with exactly one JSON object, without any text or code"
            + " fence around it";
    RawJson schema = format.schema();
    return schema == null
        ? object + "."
        : object + ". It must match this JSON Schema: " + schema.text();
  }

  private void candidates(Map<String, @Nullable Object> fields) {
    Integer choices = request.choices();
    if (choices != null && choices > MOST_CANDIDATES) {
      adjusted.accept(
          new Adjustment(
              Kind.CLAMPED, "n", choices + " became " + MOST_CANDIDATES + ", Google's most"));
      choices = MOST_CANDIDATES;
    }
    put(fields, "candidateCount", choices);
  }

  private void stop(Map<String, @Nullable Object> fields) {
    List<String> stop = request.stop();
    if (stop.size() > MOST_STOPS) {
      adjusted.accept(
          new Adjustment(
              Kind.CLAMPED,
              "stop",
              stop.size() + " sequences became the first " + MOST_STOPS + ", Google's most"));
      stop = stop.subList(0, MOST_STOPS);
    }
    put(fields, "stopSequences", stop.isEmpty() ? null : stop);
  }

  /** Source: Google's reference of Vertex AI, by which 2 itself is too much. */
  private @Nullable Double penalty(String name, @Nullable Double penalty) {
    if (penalty == null || penalty < 2) {
      return penalty;
    }
    adjusted.accept(
        new Adjustment(Kind.CLAMPED, name, penalty + " became 1.99: Google takes less than 2"));
    return 1.99;
  }

  private void seed(Map<String, @Nullable Object> fields) {
    Long seed = request.seed();
    if (seed != null && seed != seed.intValue()) {
      adjusted.accept(
          new Adjustment(Kind.EMULATED, "seed", "its lower 32 bits: Google takes no more"));
    }
    put(fields, "seed", seed == null ? null : seed.intValue());
  }

  private void logprobs(Map<String, @Nullable Object> fields) {
    Integer top = request.topLogprobs();
    if (Boolean.TRUE.equals(request.logprobs())) {
      fields.put("responseLogprobs", true);
      put(fields, "logprobs", top == null || top == 0 ? null : top);
    } else if (top != null && top > 0) {
      adjusted.accept(
          new Adjustment(Kind.DROPPED, "top_logprobs", "without logprobs there are none"));
    }
  }

  private void form(Map<String, @Nullable Object> fields) {
    ResponseFormat format = request.responseFormat();
    if (formInWords || format == null || format.type() == ResponseFormat.Type.TEXT) {
      return;
    }
    fields.put("responseMimeType", "application/json");
    RawJson schema = format.schema();
    if (schema != null) {
      GeminiSchema translated = GeminiSchema.of(schema, model, "response_format");
      translated.report(adjusted);
      fields.put(
          model.takesJsonSchema() ? "responseJsonSchema" : "responseSchema", translated.schema());
    }
  }

  /** Google looks equally closely at all pictures of a request; the closest wish counts. */
  private void resolution(Map<String, @Nullable Object> fields) {
    String closest = null;
    for (ChatMessage message : request.messages()) {
      for (ContentPart part : message.parts()) {
        if (part instanceof Image image
            && ("high".equals(image.detail())
                || ("low".equals(image.detail()) && closest == null))) {
          closest = image.detail();
        }
      }
    }
    if (closest == null) {
      return;
    }
    if (!model.takesMediaResolution()) {
      adjusted.accept(
          new Adjustment(Kind.DROPPED, "image.detail", "the model looks always as closely"));
      return;
    }
    fields.put(
        "mediaResolution",
        closest.equals("high") ? "MEDIA_RESOLUTION_HIGH" : "MEDIA_RESOLUTION_LOW");
    adjusted.accept(
        new Adjustment(
            Kind.EMULATED, "image.detail", closest + " for all: Google has one for the request"));
  }

  private static void put(
      Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
