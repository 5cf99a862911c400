package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.chat.ChatEvent;
import dev.gatewaysdk.error.ProviderException;
import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.Adjustment;
import dev.gatewaysdk.reply.Operation;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as a cassette has it.
 *
 * @param line where it begins in the file
 * @param request in its canonical form, scrubbed
 * @param requestId the provider's id of it; null if none arrived
 * @param adjustments what the adapter changed in it
 * @param failure how it failed; null if it did not
 * @param closed whether the reader of the answer closed it before its end
 */
record Interaction(
    int line,
    Map<String, @Nullable Object> request,
    @Nullable String requestId,
    List<Adjustment> adjustments,
    List<ReplyEvent> events,
    @Nullable ProviderException failure,
    boolean closed) {

  /** What the last line of a call says if nothing failed. */
  static final String COMPLETE = "complete";

  static final String CLOSED = "closed";

  boolean listsModels() {
    return Operation.MODELS.wireName().equals(request.get("operation"));
  }

  /** The lines of a call. */
  static String lines(
      RawJson request, boolean streamed, RawJson answer, List<ReplyEvent> events, RawJson end) {
    StringBuilder lines = new StringBuilder("\n");
    Fields first = new Fields().put("request", request).put("streamed", streamed ? true : null);
    lines.append(first.toJson().text()).append('\n');
    if (!answer.text().equals("{}")) {
      lines.append(new Fields().put("answer", answer).toJson().text()).append('\n');
    }
    events.forEach(event -> lines.append(line(event).text()).append('\n'));
    return lines.append(end.text()).append('\n').toString();
  }

  private static RawJson line(ReplyEvent event) {
    return event instanceof ChatEvent chat ? EventForm.of(chat) : SurfaceForm.of(event);
  }

  /** What became known of the attempt beside the answer itself. */
  static RawJson answer(@Nullable String requestId, List<Adjustment> adjustments) {
    List<Object> noted =
        adjustments.stream()
            .<Object>map(
                adjustment ->
                    new Fields()
                        .put("kind", adjustment.kind().name())
                        .put("subject", adjustment.subject())
                        .put("detail", adjustment.detail())
                        .toMap())
            .toList();
    return new Fields()
        .put("request_id", requestId)
        .put("adjustments", noted.isEmpty() ? null : noted)
        .toJson();
  }
}
