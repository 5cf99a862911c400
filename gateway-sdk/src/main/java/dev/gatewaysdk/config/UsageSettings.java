package dev.gatewaysdk.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code usage} section says.
 *
 * @param jsonl the file that records are appended to; null for none
 */
record UsageSettings(boolean enabled, @Nullable Path jsonl) {
  static final UsageSettings DEFAULTS = new UsageSettings(true, null);
}
