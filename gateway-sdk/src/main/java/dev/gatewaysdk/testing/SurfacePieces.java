package dev.gatewaysdk.testing;

import dev.gatewaysdk.audio.AudioChunk;
import dev.gatewaysdk.audio.RecordingDescribed;
import dev.gatewaysdk.audio.SpeechResponse;
import dev.gatewaysdk.audio.SpeechStarted;
import dev.gatewaysdk.audio.TranscriptionResponse;
import dev.gatewaysdk.catalog.ListModelsResponse;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.completion.CompletionChoice;
import dev.gatewaysdk.completion.CompletionResponse;
import dev.gatewaysdk.completion.TokenLogprob;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.embedding.EmbeddingResponse;
import dev.gatewaysdk.image.ImageResponse;
import dev.gatewaysdk.moderation.ModerationResponse;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.rerank.RerankResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a response apart into the events that it is made of; the inverse of its collector. */
final class SurfacePieces {
  private static final int CHUNK = 16;

  private SurfacePieces() {}

  /** The content, in small pieces as a stream has it or in large ones. */
  static List<ReplyEvent> of(Response response, boolean small) {
    List<ReplyEvent> events = new ArrayList<>();
    if (response instanceof EmbeddingResponse embedding) {
      events.addAll(embedding.vectors());
    } else if (response instanceof CompletionResponse completion) {
      for (int i = 0; i < completion.choices().size(); i++) {
        choice(events, i, completion.choices().get(i), small);
      }
    } else if (response instanceof ImageResponse image) {
      events.addAll(image.images());
      if (image.described() != null) {
        events.add(image.described());
      }
    } else if (response instanceof SpeechResponse speech) {
      speech(events, speech, small);
    } else if (response instanceof TranscriptionResponse transcription) {
      transcription(events, transcription, small);
    } else if (response instanceof ModerationResponse moderation) {
      events.addAll(moderation.results());
    } else if (response instanceof RerankResponse rerank) {
      events.addAll(rerank.results());
    } else if (response instanceof ListModelsResponse models) {
      events.addAll(models.models());
    } else {
      throw new AssertionError("the fake provider does not know " + response.getClass());
    }
    return events;
  }

  private static void choice(
      List<ReplyEvent> events, int index, CompletionChoice choice, boolean small) {
    texts(events, index, choice.text(), small);
    List<TokenLogprob> logprobs = choice.logprobs();
    if (small) {
      logprobs.forEach(each -> events.add(new TokensScored(index, List.of(each))));
    } else if (!logprobs.isEmpty()) {
      events.add(new TokensScored(index, logprobs));
    }
    events.add(
        new ChatEvent.Finished(index, choice.finishReason(), choice.rawFinishReason(), null));
  }

  private static void texts(List<ReplyEvent> events, int choice, String text, boolean small) {
    for (String piece : small ? Pieces.words(text) : List.of(text)) {
      events.add(new ChatEvent.TextDelta(choice, piece));
    }
  }

  private static void speech(List<ReplyEvent> events, SpeechResponse speech, boolean small) {
    events.add(new SpeechStarted(speech.mediaType()));
    byte[] audio = speech.audio();
    int size = small ? CHUNK : Math.max(1, audio.length);
    for (int at = 0; at < audio.length; at += size) {
      events.add(new AudioChunk(Arrays.copyOfRange(audio, at, Math.min(audio.length, at + size))));
    }
  }

  private static void transcription(
      List<ReplyEvent> events, TranscriptionResponse transcription, boolean small) {
    texts(events, 0, transcription.text(), small);
    events.addAll(transcription.segments());
    events.addAll(transcription.words());
    if (transcription.language() != null || transcription.seconds() != null) {
      events.add(new RecordingDescribed(transcription.language(), transcription.seconds()));
    }
  }
}
