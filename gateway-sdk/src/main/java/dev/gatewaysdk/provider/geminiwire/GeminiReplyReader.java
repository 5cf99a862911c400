package dev.gatewaysdk.provider.geminiwire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import dev.gatewaysdk.call.CallTrail;
import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.chat.ChatEvent.ToolCallDelta;
import dev.gatewaysdk.chat.FinishReason;
import dev.gatewaysdk.error.FailureKind;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.provider.ToolNames;
import dev.gatewaysdk.provider.http.ReplyReader;
import dev.gatewaysdk.provider.http.WireJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of {@code generateContent}, or the pieces of a streamed one, which have the same
 * form.
 *
 * <p>A stream has no terminal event: it is complete if every candidate has said why it stopped when
 * its bytes end, and only then; calls and usage may come after the reason. A prompt that is blocked
 * is an answer without candidates.
 */
final class GeminiReplyReader implements ReplyReader {
  private static final int OK = 200;
  private static final int MAX_CANDIDATES = 1024;

  private static final JsonReader.Options FIELDS =
      JsonReader.Options.of(
          "candidates",
          "usageMetadata",
          "promptFeedback",
          "modelVersion",
          "responseId",
          "error",
          "createTime");
  private static final JsonReader.Options CANDIDATE =
      JsonReader.Options.of(
          "content",
          "finishReason",
          "index",
          "logprobsResult",
          "groundingMetadata",
          "citationMetadata",
          "urlContextMetadata",
          "safetyRatings",
          "finishMessage",
          "avgLogprobs");
  private static final String[] REPORTED = {
    "groundingMetadata", "citationMetadata", "urlContextMetadata", "safetyRatings", "finishMessage"
  };
  private static final int FIRST_REPORTED = 4;

  private final boolean several;
  private final GeminiFlavor flavor;
  private final ToolNames names;
  private final GeminiUsageReader usage;
  private final Map<Integer, GeminiCandidate> candidates = new TreeMap<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String blockReason;
  private @Nullable RawJson feedback;
  private boolean identityIsNew;
  private boolean ended;

  /**
   * @param several whether more than one candidate was asked for
   * @param trail where to note contradictions
   */
  GeminiReplyReader(boolean several, GeminiFlavor flavor, ToolNames names, CallTrail trail) {
    this.several = several;
    this.flavor = flavor;
    this.names = names;
    this.usage = new GeminiUsageReader(trail);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void whole(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    event(json, out);
    if (candidates.isEmpty() && blockReason == null) {
      throw ProviderException.builder(
              FailureKind.MALFORMED_REPLY, "the answer has no candidates, and no reason why")
          .status(OK)
          .build();
    }
    finish(out);
  }

  @Override
  public void event(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    List<ReplyEvent> content = new ArrayList<>(4); // The id stands after it.
    ChatEvent.UsageReported reported = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.selectName(FIELDS)) {
        case 0 -> candidates(json, content::add);
        case 1 -> reported = usage.read(json);
        case 2 -> feedback(json);
        case 3 -> model = identity(json, model);
        case 4 -> id = identity(json, id);
        case 5 -> throw GeminiErrors.inAnswer(GeminiError.of(WireJson.raw(json).toJava())).build();
        case 6 -> json.skipValue();
        default -> WireJson.skipField(json);
      }
    }
    json.endObject();
    if (identityIsNew) {
      identityIsNew = false;
      out.accept(new ChatEvent.Started(id, model));
    }
    content.forEach(event -> out.accept(identified(event)));
    if (reported != null) {
      out.accept(reported);
    }
  }

  @Override
  public void endOfStream(Consumer<? super ReplyEvent> out) {
    boolean complete =
        candidates.isEmpty()
            ? blockReason != null
            : candidates.values().stream().allMatch(GeminiCandidate::finished);
    if (complete) {
      finish(out);
    }
  }

  private void finish(Consumer<? super ReplyEvent> out) {
    ended = true;
    if (feedback != null) {
      out.accept(new ChatEvent.FieldReported("promptFeedback", feedback));
    }
    if (candidates.isEmpty()) {
      out.accept(new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER, blockReason, null));
    }
    candidates.values().forEach(candidate -> candidate.finish(out));
    usage.check();
  }

  /** The first that is there counts; the same in all later pieces need not be read. */
  private @Nullable String identity(JsonReader json, @Nullable String known) throws IOException {
    if (known != null) {
      json.skipValue();
      return known;
    }
    String value = WireJson.text(json);
    if (value == null || value.isEmpty()) {
      return null;
    }
    identityIsNew = true;
    return value;
  }

  private void feedback(JsonReader json) throws IOException {
    RawJson raw = WireJson.raw(json);
    if (raw.toJava() instanceof Map<?, ?> fields) {
      feedback = raw;
      Object reason = fields.get("blockReason");
      blockReason = reason == null ? blockReason : String.valueOf(reason);
    }
  }

  private void candidates(JsonReader json, Consumer<? super ReplyEvent> out) throws IOException {
    if (!WireJson.enterArray(json)) {
      return;
    }
    for (int position = 0; json.hasNext(); position++) {
      candidate(json, position, out);
    }
    json.endArray();
  }

  private void candidate(JsonReader json, int position, Consumer<? super ReplyEvent> out)
      throws IOException {
    GeminiCandidate candidate = candidateOf(several ? indexAhead(json, position) : position);
    json.beginObject();
    while (json.hasNext()) {
      int field = json.selectName(CANDIDATE);
      switch (field) {
        case -1 -> WireJson.skipField(json);
        case 0 -> candidate.content(json, out);
        case 1 -> candidate.stopped(WireJson.word(json));
        case 3 -> candidate.logprobs(WireJson.raw(json), out);
        case 2, 9 -> json.skipValue();
        default -> candidate.report(REPORTED[field - FIRST_REPORTED], WireJson.raw(json));
      }
    }
    json.endObject();
  }

  /** The index stands after what belongs to it, or nowhere. */
  private static int indexAhead(JsonReader json, int otherwise) throws IOException {
    try (JsonReader ahead = json.peekJson()) {
      ahead.beginObject();
      while (ahead.hasNext()) {
        if (ahead.nextName().equals("index") && ahead.peek() == JsonReader.Token.NUMBER) {
          return ahead.nextInt();
        }
        ahead.skipValue();
      }
    }
    return otherwise;
  }

  private GeminiCandidate candidateOf(int index) {
    if (index < 0 || index >= MAX_CANDIDATES) {
      throw new JsonDataException("candidate out of range");
    }
    return candidates.computeIfAbsent(index, i -> new GeminiCandidate(i, flavor, names));
  }

  /** Gives a call without an id one that is the same whenever this answer is read. */
  private ReplyEvent identified(ReplyEvent event) {
    if (!(event instanceof ToolCallDelta call) || call.id() != null) {
      return event;
    }
    String made = "call_" + (id == null ? "" : id + "_") + call.choice() + "_" + call.index();
    return new ToolCallDelta(
        call.choice(),
        call.index(),
        made,
        call.name(),
        call.arguments(),
        call.type(),
        call.state());
  }
}
