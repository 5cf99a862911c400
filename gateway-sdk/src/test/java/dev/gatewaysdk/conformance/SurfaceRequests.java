package dev.gatewaysdk.conformance;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.rerank.RerankRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Makes neutral requests of what clients sent in OpenAI's words; the rest goes along as extras. */
final class SurfaceRequests {
  private final Map<String, Object> left = new LinkedHashMap<>();

  private SurfaceRequests(Map<String, Object> body) {
    body.forEach(
        (name, value) -> {
          if (value != null) {
            left.put(name, value);
          }
        });
    left.remove("model");
    left.remove("stream");
    left.remove("stream_options");
  }

  /** The request to that model. */
  static RequestFor<?> of(String operation, String model, Map<String, Object> body) {
    SurfaceRequests fields = new SurfaceRequests(body);
    return switch (operation) {
      case "completion" -> fields.completion(CompletionRequest.builder(model));
      case "embedding" -> fields.embedding(EmbeddingRequest.builder(model));
      case "image" -> fields.image(ImageRequest.builder(model, fields.text("prompt")));
      case "speech" -> fields.speech(SpeechRequest.builder(model, fields.text("input")));
      case "moderation" -> fields.moderation(ModerationRequest.builder(model));
      case "rerank" -> fields.rerank(RerankRequest.builder(model, fields.text("query")));
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private RequestFor<?> completion(CompletionRequest.Builder request) {
    inputs("prompt", request::prompt);
    number("max_tokens", value -> request.maxTokens(value.intValue()));
    number("n", value -> request.choices(value.intValue()));
    number("logprobs", value -> request.logprobs(value.intValue()));
    number("temperature", value -> request.temperature(value.doubleValue()));
    number("top_p", value -> request.topP(value.doubleValue()));
    number("frequency_penalty", value -> request.frequencyPenalty(value.doubleValue()));
    number("presence_penalty", value -> request.presencePenalty(value.doubleValue()));
    number("seed", value -> request.seed(value.longValue()));
    string("suffix", request::suffix);
    string("user", request::endUser);
    extras(request::extra);
    return request.build();
  }

  private RequestFor<?> embedding(EmbeddingRequest.Builder request) {
    inputs("input", request::input);
    number("dimensions", value -> request.dimensions(value.intValue()));
    string("user", request::endUser);
    extras(request::extra);
    return request.build();
  }

  private RequestFor<?> image(ImageRequest.Builder request) {
    number("n", value -> request.count(value.intValue()));
    string("size", request::size);
    string("quality", request::quality);
    string("style", request::style);
    string("background", request::background);
    extras(request::extra);
    return request.build();
  }

  private RequestFor<?> speech(SpeechRequest.Builder request) {
    string("voice", request::voice);
    string(
        "response_format",
        format -> request.format(SpeechRequest.Format.valueOf(format.toUpperCase(Locale.ROOT))));
    number("speed", value -> request.speed(value.doubleValue()));
    string("instructions", request::instructions);
    extras(request::extra);
    return request.build();
  }

  private RequestFor<?> moderation(ModerationRequest.Builder request) {
    Object input = left.remove("input");
    for (Object each : input instanceof List<?> several ? several : List.of(input)) {
      if (each instanceof String text) {
        request.text(text);
      } else if ("text".equals(((Map<?, ?>) each).get("type"))) {
        request.text((String) ((Map<?, ?>) each).get("text"));
      } else {
        request.image((String) ((Map<?, ?>) ((Map<?, ?>) each).get("image_url")).get("url"));
      }
    }
    extras(request::extra);
    return request.build();
  }

  private RequestFor<?> rerank(RerankRequest.Builder request) {
    for (Object document : (List<?>) left.remove("documents")) {
      request.document((String) document);
    }
    number("top_n", value -> request.topN(value.intValue()));
    extras(request::extra);
    return request.build();
  }

  private void inputs(String name, Consumer<ModelInput> to) {
    Object input = left.remove(name);
    boolean several = input instanceof List<?> list && !(list.get(0) instanceof Number);
    for (Object each : several ? (List<?>) input : List.of(input)) {
      to.accept(
          each instanceof String text
              ? new ModelInput.Text(text)
              : new ModelInput.Tokens(
                  ((List<?>) each).stream().map(token -> ((Number) token).intValue()).toList()));
    }
  }

  private String text(String name) {
    return (String) left.remove(name);
  }

  private void string(String name, Consumer<String> to) {
    if (left.get(name) instanceof String value) {
      left.remove(name);
      to.accept(value);
    }
  }

  private void number(String name, Consumer<Number> to) {
    if (left.get(name) instanceof Number value) {
      left.remove(name);
      to.accept(value);
    }
  }

  private void extras(BiConsumer<String, RawJson> to) {
    left.forEach((name, value) -> to.accept(name, RawJson.of(value)));
  }
}
