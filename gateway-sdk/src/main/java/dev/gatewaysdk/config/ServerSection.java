package dev.gatewaysdk.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code server}: the HTTP surface. */
final class ServerSection {
  private static final long MOST_BYTES = 1L << 30;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  private ServerSection() {}

  static @Nullable ServerSettings read(ConfigValue value) {
    return value.mapping(ServerSection::over);
  }

  private static ServerSettings over(Section section) {
    ServerSettings base = ServerSettings.DEFAULTS;
    List<String> paths = section.get("base-paths", v -> each(v, ServerSection::path));
    List<String> headers = section.get("key-headers", v -> each(v, ServerSection::header));
    Long maxBody = section.get("max-body", v -> Sizes.read(v, MOST_BYTES));
    return new ServerSettings(
        paths == null ? base.basePaths() : paths,
        headers == null ? base.keyHeaders() : headers,
        maxBody == null ? base.maxBody() : maxBody);
  }

  /** The items of a list that has at least one, and none twice whatever its case. */
  private static @Nullable List<String> each(
      ConfigValue value, Function<ConfigValue, @Nullable String> as) {
    List<ConfigValue> items = value.list();
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      value.place().report("must not be empty; leave the key out for its default");
      return null;
    }
    List<String> seen = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (ConfigValue item : items) {
      String text = as.apply(item);
      if (text == null) {
        continue;
      }
      if (seen.contains(text.toLowerCase(Locale.ROOT))) {
        item.place().report("stands in the list already");
      }
      seen.add(text.toLowerCase(Locale.ROOT));
      texts.add(text);
    }
    return texts;
  }

  private static @Nullable String path(ConfigValue value) {
    String text = value.text();
    if (text != null && !PATH.matcher(text).matches()) {
      value.refuse("a path such as /v1: a slash at its start and none at its end");
      return null;
    }
    return text;
  }

  private static @Nullable String header(ConfigValue value) {
    String text = value.text();
    if (text != null && !TOKEN.matcher(text).matches()) {
      value.refuse("the name of an HTTP header, such as Authorization or api-key");
      return null;
    }
    return text;
  }
}
