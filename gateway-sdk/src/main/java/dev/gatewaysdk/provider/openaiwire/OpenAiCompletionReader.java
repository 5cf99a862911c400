package dev.gatewaysdk.provider.openaiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.completion.TokensScored;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenAI's completions, whole and in chunks, which have the same fields. A stream ends with
 * {@code [DONE]} and with nothing else.
 */
final class OpenAiCompletionReader extends OpenAiAnswerReader {
  private static final int MAX_CHOICES = 1 << 16;

  private final TreeSet<Integer> unfinished = new TreeSet<>();
  private final TreeSet<Integer> finished = new TreeSet<>();
  private final boolean maySendNoDone;
  private boolean anyChoice;

  /**
   * @param maySendNoDone whether a stream of which every choice has finished is whole without it
   */
  OpenAiCompletionReader(CallTrail trail, boolean maySendNoDone) {
    super(trail);
    this.maySendNoDone = maySendNoDone;
  }

  @Override
  void field(String name, JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (name.equals("choices")) {
      each(json, position -> choice(json, position, out));
    } else {
      json.skipValue();
    }
  }

  @Override
  void whole(Consumer<? super ReplyEvent> out) {
    if (!anyChoice) {
      throw new JsonDataException("no choices");
    }
    finishAll(out);
  }

  @Override
  public void sentinel(Consumer<? super ReplyEvent> out) {
    finishAll(out);
    super.sentinel(out);
  }

  @Override
  public void endOfStream(Consumer<? super ReplyEvent> out) {
    if (maySendNoDone && unfinished.isEmpty() && !finished.isEmpty()) {
      sentinel(out);
    }
  }

  private void choice(JsonReader json, int position, Consumer<? super ReplyEvent> out)
      throws IOException {
    int index = position;
    String text = null;
    String reason = null;
    OpenAiLogprobs logprobs = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "index" -> {
          Double given = number(json);
          index = given == null ? position : given.intValue();
        }
        case "text" -> text = text(json);
        case "finish_reason" -> reason = text(json);
        case "logprobs" -> logprobs = OpenAiLogprobs.read(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (index < 0 || index >= MAX_CHOICES) {
      throw new JsonDataException("choice out of range");
    }
    anyChoice = true;
    if (text != null) {
      out.accept(new ChatEvent.TextDelta(index, text));
    }
    if (logprobs != null) {
      out.accept(new TokensScored(index, logprobs.tokens()));
    }
    if (reason != null) {
      finish(index, reason, out);
    } else if (!finished.contains(index)) {
      unfinished.add(index);
    }
  }

  private void finishAll(Consumer<? super ReplyEvent> out) {
    for (int index : new TreeSet<>(unfinished)) {
      finish(index, null, out);
    }
  }

  private void finish(int index, @Nullable String reason, Consumer<? super ReplyEvent> out) {
    unfinished.remove(index);
    if (finished.add(index)) {
      out.accept(new ChatEvent.Finished(index, reason(reason), reason, null));
    }
  }

  private static FinishReason reason(@Nullable String raw) {
    if (raw == null) {
      return FinishReason.OTHER;
    }
    return switch (raw) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
