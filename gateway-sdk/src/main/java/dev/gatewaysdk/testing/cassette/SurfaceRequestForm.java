package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.OperationRequest;
import dev.gatewaysdk.rerank.RerankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request of any operation but chat in its canonical form, which stands on one line. */
final class SurfaceRequestForm {
  private final Fields fields = new Fields();

  private SurfaceRequestForm() {}

  /**
   * A request of any operation.
   *
   * @param model as the provider names it
   */
  static RawJson of(OperationRequest request, String model, Scrubber scrubber) {
    return request instanceof ChatRequest chat
        ? RequestForm.of(chat, model, scrubber)
        : new SurfaceRequestForm().json(request, model, scrubber);
  }

  private RawJson json(OperationRequest request, String model, Scrubber scrubber) {
    fields.put("operation", request.operation().wireName()).put("model", model);
    if (request instanceof CompletionRequest completion) {
      completion(completion);
    } else if (request instanceof EmbeddingRequest embedding) {
      embedding(embedding);
    } else if (request instanceof ImageRequest image) {
      image(image);
    } else if (request instanceof SpeechRequest speech) {
      speech(speech);
    } else if (request instanceof TranscriptionRequest transcription) {
      transcription(transcription);
    } else if (request instanceof ModerationRequest moderation) {
      fields.put("input", moderation.inputs().stream().map(SurfaceRequestForm::input).toList());
      extras(moderation.extras());
    } else if (request instanceof RerankRequest rerank) {
      fields.put("query", rerank.query()).put("documents", rerank.documents());
      fields.put("top_n", rerank.topN()).put("return_documents", orNull(rerank.returnDocuments()));
      extras(rerank.extras());
    } else if (!(request instanceof ListModelsRequest)) {
      throw new AssertionError("a cassette cannot hold requests of " + request.getClass());
    }
    return RequestForm.oneLine(scrubber.scrub(fields.toJson()));
  }

  private void completion(CompletionRequest request) {
    fields
        .put("prompt", inputs(request.prompts()))
        .put("max_tokens", request.maxTokens())
        .put("suffix", request.suffix())
        .put("echo", orNull(request.echo()))
        .put("n", request.choices())
        .put("best_of", request.bestOf())
        .put("logprobs", request.logprobs())
        .put("temperature", request.temperature())
        .put("top_p", request.topP())
        .put("frequency_penalty", request.frequencyPenalty())
        .put("presence_penalty", request.presencePenalty())
        .put("seed", request.seed())
        .put("stop", request.stop().isEmpty() ? null : request.stop())
        .put("user", request.endUser());
    extras(request.extras());
  }

  private void embedding(EmbeddingRequest request) {
    fields
        .put("input", inputs(request.inputs()))
        .put("dimensions", request.dimensions())
        .put("purpose", word(request.purpose()))
        .put("user", request.endUser());
    extras(request.extras());
  }

  private void image(ImageRequest request) {
    fields
        .put("prompt", request.prompt())
        .put("n", request.count())
        .put("size", request.size())
        .put("quality", request.quality())
        .put("style", request.style())
        .put("background", request.background())
        .put("output_format", word(request.format()))
        .put("output_compression", request.compression())
        .put("form", word(request.form()))
        .put("user", request.endUser());
    extras(request.extras());
  }

  private void speech(SpeechRequest request) {
    fields
        .put("input", request.input())
        .put("voice", request.voice())
        .put("response_format", word(request.format()))
        .put("speed", request.speed())
        .put("instructions", request.instructions());
    extras(request.extras());
  }

  private void transcription(TranscriptionRequest request) {
    List<String> granularities =
        new TreeSet<>(request.granularities()).stream().map(this::wordOf).toList();
    fields
        .put("file", request.file().name())
        .put("media_type", request.file().mediaType())
        .put("sound", PartForm.digest(request.file().bytes()))
        .put("language", request.language())
        .put("prompt", request.prompt())
        .put("temperature", request.temperature())
        .put("response_format", word(request.format()))
        .put("timestamp_granularities", granularities.isEmpty() ? null : granularities)
        .put("translate", orNull(request.translate()));
    extras(request.extras());
  }

  private void extras(Map<String, RawJson> extras) {
    fields.put("extras", extras.isEmpty() ? null : extras);
  }

  private static List<Object> inputs(List<ModelInput> inputs) {
    List<Object> all = new ArrayList<>(inputs.size());
    for (ModelInput input : inputs) {
      if (input instanceof ModelInput.Text text) {
        all.add(text.text());
      } else if (input instanceof ModelInput.Tokens tokens) {
        all.add(tokens.tokens());
      } else if (input instanceof ModelInput.Image image) {
        all.add(Map.of("image", PartForm.shortened(image.url())));
      } else {
        throw new AssertionError("a cassette cannot hold inputs of " + input.getClass());
      }
    }
    return all;
  }

  private static Object input(ModerationInput input) {
    return input instanceof ModerationInput.Image image
        ? Map.of("image", PartForm.shortened(image.url()))
        : ((ModerationInput.Text) input).text();
  }

  private static @Nullable Boolean orNull(boolean flag) {
    return flag ? true : null;
  }

  private @Nullable String word(@Nullable Enum<?> constant) {
    return constant == null ? null : wordOf(constant);
  }

  private String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
