package dev.gatewaysdk.audio;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.reply.ReplyCollector;
import dev.gatewaysdk.reply.ReplyEvent;
import dev.gatewaysdk.reply.ResponseInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a transcript. Its text is chat's {@link ChatEvent.TextDelta}, which means the same. */
public final class TranscriptionCollector implements ReplyCollector<TranscriptionResponse> {
  private final StringBuilder text = new StringBuilder();
  private final List<SpokenSegment> segments = new ArrayList<>();
  private final List<SpokenWord> words = new ArrayList<>();
  private @Nullable RecordingDescribed described;

  @Override
  public void add(ReplyEvent event) {
    if (event instanceof ChatEvent.TextDelta delta) {
      text.append(delta.text());
    } else if (event instanceof SpokenSegment segment) {
      segments.add(segment);
    } else if (event instanceof SpokenWord word) {
      words.add(word);
    } else if (event instanceof RecordingDescribed description) {
      described = description;
    }
  }

  @Override
  public String partialText() {
    return text.toString();
  }

  @Override
  public TranscriptionResponse toResponse(ResponseInfo info) {
    return new TranscriptionResponse(
        text.toString(),
        described == null ? null : described.language(),
        described == null ? null : described.seconds(),
        segments,
        words,
        info);
  }
}
