package dev.gatewaysdk.config;

import dev.gatewaysdk.call.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code keys}: who a bearer key of the HTTP surface is. */
final class KeysSection {
  private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final String EXAMPLE = "sha256: \"…\", the key's SHA-256 in 64 hex digits";

  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();

  private KeysSection() {}

  /** Callers by the SHA-256 of their key, in lower-case hex. */
  static @Nullable Map<String, Caller> read(ConfigValue value) {
    List<ConfigValue> items = value.list();
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.place().report("names no key; leave it out to let everyone in");
    }
    KeysSection keys = new KeysSection();
    items.forEach(item -> item.mapping(keys::add));
    return keys.callers;
  }

  private @Nullable Caller add(Section section) {
    String digest = section.require("sha256", KeysSection::digest, EXAMPLE);
    Caller.Builder caller = Caller.builder();
    section.ifPresent("user", ConfigValue::text, caller::user);
    section.ifPresent("project", ConfigValue::text, caller::project);
    section.ifPresent("environment", ConfigValue::text, caller::environment);
    section.ifPresent("organizations", KeysSection::texts, caller::organizations);
    section.ifPresent("tags", TagsSection::read, tags -> tags.forEach(caller::tag));
    if (digest == null) {
      return null;
    }
    Place first = places.putIfAbsent(digest, section.place());
    if (first != null) {
      section.place().report("is the same key as " + first.path());
    }
    return callers.put(digest, caller.build());
  }

  /** Never shown: somebody may have put the key itself there. */
  private static @Nullable String digest(ConfigValue value) {
    String text = value.confidential().text();
    if (text == null) {
      return null;
    }
    if (!SHA256.matcher(text).matches()) {
      value
          .place()
          .report(
              "is no SHA-256: it has "
                  + text.length()
                  + " characters; allowed: 64 hex digits, as printf %s \"$KEY\" | sha256sum"
                  + " gives them");
      return null;
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String @Nullable [] texts(ConfigValue value) {
    List<ConfigValue> items = value.list();
    Function<ConfigValue, @Nullable String> text = ConfigValue::text;
    return items == null
        ? null
        : items.stream().map(text).filter(Objects::nonNull).distinct().toArray(String[]::new);
  }
}
