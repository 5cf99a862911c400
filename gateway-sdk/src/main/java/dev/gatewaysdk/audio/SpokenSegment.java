package dev.gatewaysdk.audio;

import dev.gatewaysdk.json.RawJson;
import dev.gatewaysdk.reply.ReplyEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of speech in a recording.
 *
 * @param start when it begins, in seconds
 * @param end when it ends, in seconds
 * @param extras further fields, such as {@code avg_logprob}, as they came; unmodifiable
 */
public record SpokenSegment(String text, double start, double end, Map<String, RawJson> extras)
    implements ReplyEvent {
  public SpokenSegment {
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  @Override
  public boolean content() {
    return true;
  }

  /** Its times only: what people say is nobody's log line. */
  @Override
  public String toString() {
    return "SpokenSegment(" + start + " to " + end + ")";
  }
}
