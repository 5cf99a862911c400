package dev.gatewaysdk.testing;

import dev.gatewaysdk.audio.SpeechRequest;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionRequest;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListModelsRequest;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionRequest;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.embedding.EmbeddingRequest;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageRequest;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationInput;
import dev.gatewaysdk.moderation.ModerationRequest;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.ModelInput;
import dev.gatewaysdk.reply.RequestFor;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.reply.TokenUsage;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankRequest;
import dev.gatewaysdk.rerank.RerankResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fake provider answers unless told otherwise: the same to the same request. */
final class CannedAnswers {
  static final String COMPLETION = "and so it went on.";
  static final String TRANSCRIPT = "Hello there.";

  private static final int DIMENSIONS = 8;
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
                  + "RU5ErkJggg==");

  private CannedAnswers() {}

  static Response to(RequestFor<?> asked) {
    if (asked instanceof EmbeddingRequest request) {
      return vectors(request);
    } else if (asked instanceof CompletionRequest request) {
      return completion(request);
    } else if (asked instanceof ImageRequest request) {
      return images(request);
    } else if (asked instanceof SpeechRequest request) {
      return speech(request);
    } else if (asked instanceof TranscriptionRequest request) {
      return transcript(request);
    } else if (asked instanceof ModerationRequest request) {
      return harmless(request);
    } else if (asked instanceof RerankRequest request) {
      return ranked(request);
    } else if (asked instanceof ListModelsRequest) {
      return new ListModelsResponse(
          List.of(new ListedModel("fake-model", "fake", null)), info(null));
    }
    throw new AssertionError("the fake provider does not know " + asked.getClass());
  }

  private static EmbeddingResponse vectors(EmbeddingRequest request) {
    Integer wanted = request.dimensions();
    List<EmbeddingVector> vectors = new ArrayList<>();
    for (ModelInput input : request.inputs()) {
      vectors.add(
          new EmbeddingVector(vectors.size(), vector(input, wanted == null ? DIMENSIONS : wanted)));
    }
    return new EmbeddingResponse(vectors, info(TokenUsage.of(10, 0)));
  }

  /** Of length 1, and equal for equal inputs. */
  private static float[] vector(ModelInput input, int dimensions) {
    int seed = input instanceof ModelInput.Text text ? text.text().hashCode() : input.hashCode();
    Random random = new Random(seed);
    float[] values = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      values[i] = (float) random.nextGaussian();
      squares += values[i] * (double) values[i];
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < dimensions; i++) {
      values[i] /= length;
    }
    return values;
  }

  private static CompletionResponse completion(CompletionRequest request) {
    Integer each = request.choices();
    List<CompletionChoice> choices = new ArrayList<>();
    for (ModelInput prompt : request.prompts()) {
      boolean echoed = request.echo() && prompt instanceof ModelInput.Text;
      String text = echoed ? ((ModelInput.Text) prompt).text() + COMPLETION : COMPLETION;
      for (int i = 0; i < (each == null ? 1 : each); i++) {
        choices.add(new CompletionChoice(text, FinishReason.STOP, "stop", List.of()));
      }
    }
    return new CompletionResponse(choices, info(TokenUsage.of(10, 5)));
  }

  private static ImageResponse images(ImageRequest request) {
    Integer count = request.count();
    List<GeneratedImage> images = new ArrayList<>();
    for (int i = 0; i < (count == null ? 1 : count); i++) {
      images.add(
          request.form() == ImageRequest.Form.URL
              ? GeneratedImage.ofUrl(i, "https://images.example.com/" + i + ".png", null)
              : GeneratedImage.ofBytes(i, PNG.clone(), "image/png", null));
    }
    return new ImageResponse(images, info(TokenUsage.of(10, 100)));
  }

  /** Bytes that tell texts apart, but no sound. */
  private static SpeechResponse speech(SpeechRequest request) {
    SpeechRequest.Format format = request.format();
    byte[] audio = ("sound of: " + request.input()).getBytes(StandardCharsets.UTF_8);
    return new SpeechResponse(
        audio, (format == null ? SpeechRequest.Format.MP3 : format).mediaType(), info(null));
  }

  private static TranscriptionResponse transcript(TranscriptionRequest request) {
    TranscriptionRequest.Format format = request.format();
    if (format == TranscriptionRequest.Format.SRT) {
      String subtitles = "1\n00:00:00,000 --> 00:00:01,000\n" + TRANSCRIPT + "\n";
      return transcript(subtitles, null, null, List.of(), List.of());
    } else if (format == TranscriptionRequest.Format.VTT) {
      String subtitles = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n" + TRANSCRIPT + "\n";
      return transcript(subtitles, null, null, List.of(), List.of());
    } else if (format == TranscriptionRequest.Format.VERBOSE_JSON) {
      return transcript(
          TRANSCRIPT,
          "english",
          1.0,
          List.of(new SpokenSegment(TRANSCRIPT, 0, 1, Map.of())),
          List.of(new SpokenWord("Hello", 0, 0.5), new SpokenWord("there", 0.5, 1)));
    }
    return transcript(TRANSCRIPT, null, null, List.of(), List.of());
  }

  private static TranscriptionResponse transcript(
      String text,
      @Nullable String language,
      @Nullable Double seconds,
      List<SpokenSegment> segments,
      List<SpokenWord> words) {
    return new TranscriptionResponse(
        text, language, seconds, segments, words, info(TokenUsage.of(10, 5)));
  }

  private static ModerationResponse harmless(ModerationRequest request) {
    boolean one = request.inputs().stream().anyMatch(ModerationInput.Image.class::isInstance);
    List<ModerationResult> results = new ArrayList<>();
    for (int i = 0; i < (one ? 1 : request.inputs().size()); i++) {
      results.add(
          new ModerationResult(
              i,
              false,
              Map.of("violence", false, "self-harm/intent", false),
              Map.of("violence", 0.0, "self-harm/intent", 0.0),
              Map.of()));
    }
    return new ModerationResponse(results, info(null));
  }

  /** By the share of the query's words that a document has. */
  private static RerankResponse ranked(RerankRequest request) {
    Set<String> query = words(request.query());
    List<RankedDocument> ranked = new ArrayList<>();
    for (String document : request.documents()) {
      Set<String> shared = words(document);
      shared.retainAll(query);
      double score = shared.size() / (double) query.size();
      ranked.add(
          new RankedDocument(ranked.size(), score, request.returnDocuments() ? document : null));
    }
    ranked.sort(Comparator.comparingDouble(RankedDocument::score).reversed());
    Integer best = request.topN();
    int given = best == null ? ranked.size() : Math.min(best, ranked.size());
    return new RerankResponse(ranked.subList(0, given), info(TokenUsage.of(10, 0)));
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\W+")));
  }

  private static ResponseInfo info(@Nullable TokenUsage usage) {
    return new ResponseInfo("", "fake-answer", null, usage, null, null, null, List.of(), List.of());
  }
}
