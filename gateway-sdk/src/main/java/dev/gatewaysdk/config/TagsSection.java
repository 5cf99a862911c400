package dev.gatewaysdk.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tags} of an endpoint. */
final class TagsSection {
  private TagsSection() {}

  static @Nullable Map<String, String> read(ConfigValue value) {
    return value.mapping(TagsSection::all);
  }

  private static Map<String, String> all(Section section) {
    Map<String, String> tags = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, entry) -> {
              String text = entry.text();
              boolean sound = UserNames.checkOther("the tag's name", name, entry.place());
              if (sound && text != null && UserNames.checkOther("the tag", text, entry.place())) {
                tags.put(name, text);
              }
            });
    return tags;
  }
}
