package dev.gatewaysdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.audio.SpeechCollector;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.SpokenSegment;
import dev.gatewaysdk.audio.SpokenWord;
import dev.gatewaysdk.audio.TranscriptionCollector;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListModelsCollector;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.catalog.ListedModel;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionCollector;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.embedding.EmbeddingCollector;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.embedding.EmbeddingVector;
import dev.gatewaysdk.image.GeneratedImage;
import dev.gatewaysdk.image.ImageCollector;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.image.ImagesDescribed;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.moderation.ModerationCollector;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.moderation.ModerationResult;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import dev.gatewaysdk.rerank.RankedDocument;
import dev.gatewaysdk.rerank.RerankCollector;
import dev.gatewaysdk.rerank.RerankResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The events of a whole answer and those of its stream give the same answer, which they came of.
 */
class SurfacePiecesProperties {
  private static final ResponseInfo INFO = ResponseInfo.NONE;

  private static <R extends Response> void same(
      R response, ReplyCollector<R> whole, ReplyCollector<R> streamed) {
    assertThat(collected(SurfacePieces.of(response, false), whole)).isEqualTo(response);
    assertThat(collected(SurfacePieces.of(response, true), streamed)).isEqualTo(response);
  }

  private static <R extends Response> R collected(
      List<? extends ReplyEvent> events, ReplyCollector<R> collector) {
    events.forEach(collector::add);
    return collector.toResponse(INFO);
  }

  /** A few of what each seed gives, with their places. */
  private static <T> List<T> list(Random random, int least, IntFunction<T> each) {
    return IntStream.range(0, least + random.nextInt(4)).mapToObj(each).toList();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(new String[] {"a", " ", "\n", "é", "🙂", "the end"}[random.nextInt(6)]);
    }
    return text.toString();
  }

  @Provide
  Arbitrary<Random> seeds() {
    return Arbitraries.longs().map(Random::new);
  }

  @Property
  void completions(@ForAll("seeds") Random random) {
    List<CompletionChoice> choices =
        list(
            random,
            1,
            i ->
                new CompletionChoice(
                    text(random),
                    FinishReason.values()[random.nextInt(FinishReason.values().length)],
                    random.nextBoolean() ? "stop" : null,
                    list(random, 0, j -> logprob(random, j))));

    same(
        new CompletionResponse(choices, INFO),
        new CompletionCollector(),
        new CompletionCollector());
  }

  private static TokenLogprob logprob(Random random, int offset) {
    return new TokenLogprob(
        text(random),
        random.nextBoolean() ? -random.nextDouble() : null,
        random.nextBoolean() ? RawJson.parse("{\"a\":-0.5}") : null,
        random.nextBoolean() ? offset : null);
  }

  @Property
  void embeddings(@ForAll("seeds") Random random) {
    List<EmbeddingVector> vectors =
        list(
            random,
            1,
            i -> new EmbeddingVector(i, new float[] {random.nextFloat(), random.nextFloat()}));
    EmbeddingResponse response = new EmbeddingResponse(vectors, INFO);

    same(response, new EmbeddingCollector(), new EmbeddingCollector());
    assertThat(collected(shuffled(vectors, random), new EmbeddingCollector())).isEqualTo(response);
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  @Property
  void images(@ForAll("seeds") Random random) {
    List<GeneratedImage> images =
        list(
            random,
            1,
            i ->
                random.nextBoolean()
                    ? GeneratedImage.ofUrl(i, "https://example.com/" + i, text(random))
                    : GeneratedImage.ofBytes(i, bytes(random), "image/png", null));
    ImagesDescribed described =
        random.nextBoolean() ? new ImagesDescribed("1x1", null, "opaque", text(random)) : null;
    ImageResponse response = new ImageResponse(images, described, INFO);

    same(response, new ImageCollector(), new ImageCollector());
    assertThat(collected(shuffled(images, random), new ImageCollector()).images())
        .isEqualTo(images);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Property
  void speech(@ForAll("seeds") Random random) {
    same(
        new SpeechResponse(bytes(random), random.nextBoolean() ? "audio/mpeg" : null, INFO),
        new SpeechCollector(),
        new SpeechCollector());
  }

  @Property
  void transcriptions(@ForAll("seeds") Random random) {
    same(
        new TranscriptionResponse(
            text(random),
            random.nextBoolean() ? "english" : null,
            random.nextBoolean() ? random.nextDouble() : null,
            list(
                random,
                0,
                i -> new SpokenSegment(text(random), i, i + 1, Map.of("id", RawJson.of(i)))),
            list(random, 0, i -> new SpokenWord(text(random), i, i + 0.5)),
            INFO),
        new TranscriptionCollector(),
        new TranscriptionCollector());
  }

  @Property
  void moderations(@ForAll("seeds") Random random) {
    List<ModerationResult> results =
        list(
            random,
            1,
            i ->
                new ModerationResult(
                    i,
                    random.nextBoolean(),
                    Map.of("self-harm/intent", random.nextBoolean()),
                    Map.of("self-harm/intent", random.nextDouble()),
                    Map.of("self-harm/intent", List.of("text"))));

    same(
        new ModerationResponse(results, INFO),
        new ModerationCollector(),
        new ModerationCollector());
  }

  @Property
  void ranks(@ForAll("seeds") Random random) {
    List<RankedDocument> results =
        list(random, 1, i -> new RankedDocument(i, 1.0 / (1 + i), text(random)));
    RerankResponse response = new RerankResponse(results, INFO);

    same(response, new RerankCollector(List.of()), new RerankCollector(List.of()));
    assertThat(collected(shuffled(results, random), new RerankCollector(List.of())))
        .isEqualTo(response);
  }

  @Property
  void models(@ForAll("seeds") Random random) {
    List<ListedModel> models =
        list(random, 0, i -> new ListedModel("m-" + i, random.nextBoolean() ? "x" : null, null));

    same(
        new ListModelsResponse(models, INFO), new ListModelsCollector(), new ListModelsCollector());
  }
}
