package dev.gatewaysdk.examples.openaiclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Surface.Extension.class)
class StreamTest {
  private final Surface surface;
  private final OpenAIClient client;

  StreamTest(Surface surface) {
    this.surface = surface;
    this.client = Clients.of(surface);
  }

  private List<ChatCompletionChunk> chunks(ChatCompletionCreateParams.Builder params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params.build())) {
      return stream.stream().map(ChatCompletionChunk::validate).toList();
    }
  }

  private static ChatCompletion collected(List<ChatCompletionChunk> chunks) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    chunks.forEach(accumulator::accumulate);
    return accumulator.chatCompletion().validate();
  }

  private static String text(List<ChatCompletionChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .forEach(text::append);
    return text.toString();
  }

  private static ChatCompletionStreamOptions withUsage() {
    return ChatCompletionStreamOptions.builder().includeUsage(true).build();
  }

  @ParameterizedTest
  @EnumSource
  void streamsPieceByPiece(Behind behind) {
    List<ChatCompletionChunk> chunks = chunks(Clients.ask(behind, "hello there"));

    assertThat(text(chunks)).isEqualTo("Grüezi 👋");
    assertThat(chunks.stream().filter(chunk -> !text(List.of(chunk)).isEmpty())).hasSize(3);
    assertThat(chunks).extracting(ChatCompletionChunk::id).containsOnly(chunks.get(0).id());
    assertThat(chunks).extracting(ChatCompletionChunk::model).containsOnly(behind.model);
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.usage()).isEmpty());
    ChatCompletion answer = collected(chunks);
    assertThat(answer.choices().get(0).message().content()).contains("Grüezi 👋");
    assertThat(answer.choices().get(0).finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
  }

  @ParameterizedTest
  @EnumSource
  void endsWithAChunkOfUsageWhereAskedFor(Behind behind) {
    List<ChatCompletionChunk> chunks =
        chunks(Clients.ask(behind, "hello there").streamOptions(withUsage()));

    ChatCompletionChunk last = chunks.get(chunks.size() - 1);
    assertThat(last.choices()).isEmpty();
    assertThat(last.usage().orElseThrow().promptTokens()).isEqualTo(12);
    assertThat(last.usage().orElseThrow().completionTokens()).isEqualTo(7);
    assertThat(last.usage().orElseThrow().totalTokens()).isEqualTo(19);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(chunk -> assertThat(chunk.usage()).isEmpty());
  }

  @Test
  void keepsTheAnswersOfAStreamApart() {
    ChatCompletion answer = collected(chunks(Clients.ask(Behind.OPENAI, "hello twice").n(2)));

    assertThat(answer.choices())
        .extracting(choice -> choice.message().content())
        .containsExactly(Optional.of("Grüezi 👋"), Optional.of("Grüezi 👋"));
  }

  @Test
  void streamsARefusal() {
    StringBuilder refusal = new StringBuilder();
    chunks(Clients.ask(Behind.OPENAI, "refuse this")).stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().refusal().stream())
        .forEach(refusal::append);

    assertThat(refusal).hasToString("I can't help with that.");
  }

  @Test
  void streamsLogProbabilities() {
    List<ChatCompletionChunk> chunks =
        chunks(Clients.ask(Behind.OPENAI, "hello odds").logprobs(true).topLogprobs(1));

    assertThat(chunks.stream().flatMap(chunk -> chunk.choices().stream()))
        .flatExtracting(
            choice -> choice.logprobs().flatMap(odds -> odds.content()).orElse(List.of()))
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void deliversTheFirstPieceBeforeTheLastIsThere(Behind behind) throws InterruptedException {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(Clients.ask(behind, "hold it").build())) {
      assertThat(
              stream.stream()
                  .flatMap(chunk -> chunk.choices().stream())
                  .flatMap(choice -> choice.delta().content().stream())
                  .filter(text -> !text.isEmpty())
                  .findFirst())
          .contains("First, ");
    }

    assertThat(surface.standIn(behind).awaitAbandoned()).isEqualTo("hold it");
  }

  @ParameterizedTest
  @EnumSource
  void stopsTheProviderWhenAnAsynchronousStreamIsClosed(Behind behind) throws InterruptedException {
    CompletableFuture<String> first = new CompletableFuture<>();
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client
            .async()
            .chat()
            .completions()
            .createStreaming(Clients.ask(behind, "hold async").build())
            .subscribe(
                chunk -> {
                  String text = text(List.of(chunk));
                  if (!text.isEmpty()) {
                    first.complete(text);
                  }
                });
    assertThat(first.join()).isEqualTo("First, ");

    stream.close();

    assertThat(surface.standIn(behind).awaitAbandoned()).isEqualTo("hold async");
  }

  @ParameterizedTest
  @EnumSource
  void streamsAsynchronously(Behind behind) {
    List<ChatCompletionChunk> chunks = new CopyOnWriteArrayList<>();

    client
        .async()
        .chat()
        .completions()
        .createStreaming(Clients.ask(behind, "hello there").build())
        .subscribe(chunks::add)
        .onCompleteFuture()
        .join();

    assertThat(text(chunks)).isEqualTo("Grüezi 👋");
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfAFailureInMidStream(Behind behind) {
    assertFails(behind, "break it");
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfAStreamThatEndsWithoutItsEnd(Behind behind) {
    assertFails(behind, "cut it");
  }

  private void assertFails(Behind behind, String prompt) {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(Clients.ask(behind, prompt).build())) {
      assertThatThrownBy(() -> stream.stream().forEach(chunks::add))
          .isInstanceOfSatisfying(
              SseException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(200);
                assertThat(e.code()).isPresent();
                assertThat(e.type()).isPresent();
                assertThat(e.body().toString()).contains("message");
              });
    }
    assertThat(text(chunks)).isEqualTo("Half of it");
  }
}
