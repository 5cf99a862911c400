package dev.gatewaysdk.config;

import dev.gatewaysdk.limit.Limit;
import dev.gatewaysdk.limit.LimitKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code limits} of an endpoint: no two of them are the same. */
final class LimitsSection {
  /** A limit store counts at most one a nanosecond. */
  private static final long MOST_CALLS = 1_000_000_000;

  private static final List<Limit.Window> WINDOWS = List.of(Limit.Window.values());
  private static final List<LimitKey> KEYS =
      List.of(LimitKey.ENDPOINT, LimitKey.USER, LimitKey.PROJECT);
  private static final String TAG = "tag:";

  private final Map<Limit, Place> seen = new LinkedHashMap<>();

  private LimitsSection() {}

  static @Nullable List<Limit> read(ConfigValue value) {
    List<ConfigValue> items = value.list();
    if (items == null) {
      return null;
    }
    LimitsSection limits = new LimitsSection();
    items.forEach(item -> item.mapping(limits::add));
    return List.copyOf(limits.seen.keySet());
  }

  private @Nullable Limit add(Section section) {
    Long calls = section.require("calls", value -> value.whole(1, MOST_CALLS), "calls: 100");
    Limit.Window window = section.require("per", LimitsSection::window, "per: minute");
    LimitKey key = section.get("key", LimitsSection::key);
    if (calls == null || window == null) {
      return null;
    }
    Limit limit = new Limit(calls, window, key == null ? LimitKey.ENDPOINT : key);
    Place first = seen.putIfAbsent(limit, section.place());
    if (first != null) {
      section.place().report("is the same limit as " + first.path());
    }
    return limit;
  }

  private static Limit.@Nullable Window window(ConfigValue value) {
    return value.choice(WINDOWS, window -> window.name().toLowerCase(Locale.ROOT));
  }

  private static @Nullable LimitKey key(ConfigValue value) {
    String text = value.text();
    if (text == null) {
      return null;
    }
    if (text.startsWith(TAG) && text.length() > TAG.length()) {
      return LimitKey.tag(text.substring(TAG.length()));
    }
    for (LimitKey key : KEYS) {
      if (key.name().equals(text)) {
        return key;
      }
    }
    List<String> names = List.of("endpoint", "user", "project", "tag:NAME");
    value.refuse(Shown.allowed(text, names));
    return null;
  }
}
