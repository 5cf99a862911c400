package dev.gatewaysdk.provider.azure;

import dev.gatewaysdk.error.ConfigException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A version of Azure's API. Immutable.
 *
 * <p>What came when: Microsoft's "Azure OpenAI API version lifecycle".
 *
 * @param name such as {@code 2024-10-21}, {@code 2025-01-01-preview}, {@code v1}, {@code preview}
 *     or {@code latest}
 */
record AzureVersion(String name) {
  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");
  private static final String V1 = "v1";
  private static final Set<String> UNDATED_NAMES = Set.of(V1, "preview", "latest");

  /** What is asked if nothing else is said: the surface without versions. */
  static final AzureVersion UNDATED = new AzureVersion(V1);

  /** What the Foundry's own surface is asked for if nothing else is said. */
  static final AzureVersion FOUNDRY = new AzureVersion("2024-05-01-preview");

  /**
   * @throws ConfigException if there can be no such version
   */
  AzureVersion {
    if (!UNDATED_NAMES.contains(name) && !DATED.matcher(name).matches()) {
      throw new ConfigException(
          "api-version must be a date such as 2024-10-21 or 2025-01-01-preview, or v1 or preview,"
              + " not '"
              + name
              + "'");
    }
  }

  boolean isDated() {
    return !UNDATED_NAMES.contains(name);
  }

  /** Whether it stands in the query; {@code v1} stands in the path. */
  boolean isInQuery() {
    return !name.equals(V1);
  }

  /**
   * Whether it knows {@code max_completion_tokens}, {@code stream_options} and {@code
   * parallel_tool_calls}.
   */
  boolean knowsCompletionTokens() {
    return since("2024-09-01");
  }

  /** Whether it holds answers to a JSON Schema. */
  boolean knowsSchemas() {
    return since("2024-08-01");
  }

  /** Whether it knows tools, and holds answers to JSON. */
  boolean knowsTools() {
    return since("2023-12-01");
  }

  /** Whether it knows the role {@code developer} and {@code reasoning_effort}. */
  boolean knowsDevelopers() {
    return since("2024-12-01");
  }

  private boolean since(String date) {
    return !isDated() || name.compareTo(date) >= 0;
  }
}
