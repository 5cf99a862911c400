package dev.gatewaysdk.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code usage}: whether and where calls are recorded. */
final class UsageSection {
  private UsageSection() {}

  static @Nullable UsageSettings read(ConfigValue value) {
    return value.mapping(
        section -> {
          Boolean enabled = section.get("enabled", ConfigValue::flag);
          return new UsageSettings(
              !Boolean.FALSE.equals(enabled), section.get("jsonl", UsageSection::file));
        });
  }

  private static @Nullable Path file(ConfigValue value) {
    String text = value.text();
    if (text == null) {
      return null;
    }
    Path file = value.place().reading().lookup().path(text);
    if (file == null) {
      value.refuse("the path of a file");
      return null;
    }
    Path parent = file.getParent();
    if (Files.isDirectory(file)) {
      value.place().report(file + " is a directory; name a file, such as logs/usage.jsonl");
    } else if (parent != null && Files.exists(parent) && !Files.isDirectory(parent)) {
      value.place().report(parent + " is no directory, so there can be no file in it");
    }
    return file;
  }
}
