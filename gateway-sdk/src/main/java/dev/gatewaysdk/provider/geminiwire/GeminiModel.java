package dev.gatewaysdk.provider.geminiwire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Gemini model takes, by its name.
 *
 * <p>Only generations that are closed are told apart. Names without a number (aliases, tuned
 * models, endpoints) count as the newest. Source: Google's pages on thinking, structured output and
 * function calling.
 */
record GeminiModel(int version, boolean pro) {
  private static final Pattern NUMBERED = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d{1,3}))?");
  private static final int LATEST = Integer.MAX_VALUE;

  /**
   * @param name as the provider knows it, with or without a path before it
   */
  static GeminiModel of(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean pro = last.contains("-pro");
    Matcher numbered = NUMBERED.matcher(last);
    if (numbered.lookingAt()) {
      int minor = numbered.group(2) == null ? 0 : Integer.parseInt(numbered.group(2));
      return new GeminiModel(10 * Integer.parseInt(numbered.group(1)) + Math.min(minor, 9), pro);
    }
    boolean first = last.equals("gemini-pro") || last.equals("gemini-pro-vision");
    return new GeminiModel(first ? 10 : LATEST, pro);
  }

  /** Whether it takes JSON Schema; before 2.0 it takes a part of OpenAPI's. */
  boolean takesJsonSchema() {
    return version >= 20;
  }

  /** Whether the Gemini API fetches links of anybody's for it; since January 2026. */
  boolean followsLinks() {
    return version >= 25;
  }

  /** Whether it can be told how closely to look at pictures. */
  boolean takesMediaResolution() {
    return version >= 20;
  }

  /** Whether it thinks, or can be told to. */
  boolean thinks() {
    return version >= 25;
  }

  /** Whether its thinking goes by a word; before 3 it goes by tokens. */
  boolean thinksByLevel() {
    return version >= 30;
  }

  /** Whether calls in its history must carry its signature. */
  boolean wantsSignatures() {
    return version >= 30;
  }

  /** Whether the form of the answer can be enforced beside tools. */
  boolean takesFormBesideTools() {
    return version >= 30;
  }

  /** Whether calls can be held to their schema without being forced. */
  boolean validatesCalls() {
    return version >= 25;
  }

  /** The word for thinking least. */
  String leastLevel() {
    return pro ? "low" : "minimal";
  }

  /** Whether {@code medium} is among its words; the first model of 3 Pro had only two. */
  boolean hasMediumLevel() {
    return !(pro && version == 30);
  }

  /** The fewest tokens to think for: Pro cannot stop thinking. */
  int leastBudget() {
    return pro ? 128 : 0;
  }
}
