package dev.gatewaysdk.limit;

import dev.gatewaysdk.call.Call;
import dev.gatewaysdk.call.Caller;

/**
 * Whom a limit counts by: each value has a count of its own. Thread-safe.
 *
 * <p>Callers without a value (an anonymous user, say) share one count, so that leaving a name out
 * is no way around a limit.
 */
public interface LimitKey {
  /** One count for the whole endpoint. */
  LimitKey ENDPOINT = new CallerKey("endpoint", caller -> "");

  /** One count per user. */
  LimitKey USER = new CallerKey("user", Caller::user);

  /** One count per project. */
  LimitKey PROJECT = new CallerKey("project", Caller::project);

  /** One count per value of a caller's tag. */
  static LimitKey tag(String tag) {
    return new CallerKey("tag:" + tag, caller -> caller.tags().get(tag));
  }

  /** The name in configuration and messages, such as {@code user}. */
  String name();

  /** Whose count the call goes on; the empty string for callers without a value. */
  String valueOf(Call call);
}
