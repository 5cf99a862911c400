package dev.gatewaysdk.audio;

import dev.gatewaysdk.reply.Response;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a recording.
 *
 * @param text the transcript in the form that was asked for; empty if nothing is said
 * @param language what is spoken, in the provider's own words; null if it does not say
 * @param seconds how long the recording is; null if the provider does not say
 * @param segments stretches of speech with their times; unmodifiable, may be empty
 * @param words words with their times; unmodifiable, may be empty
 * @param info how it came about
 */
public record TranscriptionResponse(
    String text,
    @Nullable String language,
    @Nullable Double seconds,
    List<SpokenSegment> segments,
    List<SpokenWord> words,
    ResponseInfo info)
    implements Response {
  public TranscriptionResponse {
    segments = List.copyOf(segments);
    words = List.copyOf(words);
  }

  /** Without the text: what people say is nobody's log line. */
  @Override
  public String toString() {
    return "TranscriptionResponse(" + text.length() + " chars, " + info + ")";
  }
}
