package dev.gatewaysdk.provider.geminiwire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Gemini model takes, by its name. Gemma counts as one from its fourth generation on;
 * before, it takes next to nothing.
 *
 * <p>Only generations that are closed are told apart. Names without a number (aliases, tuned
 * models, endpoints) count as the newest. Source: Google's pages on thinking, structured output and
 * function calling.
 */
record GeminiModel(int version, boolean pro, boolean speaking) {
  private static final Pattern NUMBERED = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d{1,3}))?");
  private static final Pattern GEMMA = Pattern.compile("gemma-?[123](?!\\d).*");
  private static final int GEMMA_VERSION = 1;
  private static final int LATEST = Integer.MAX_VALUE;

  /**
   * @param name as the provider knows it, with or without a path before it
   */
  static GeminiModel of(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean pro = last.contains("-pro");
    boolean speaking = !last.contains("-image") && !last.contains("-tts");
    if (GEMMA.matcher(last).matches()) {
      return new GeminiModel(GEMMA_VERSION, false, true);
    }
    Matcher numbered = NUMBERED.matcher(last);
    if (numbered.lookingAt()) {
      int minor = numbered.group(2) == null ? 0 : Integer.parseInt(numbered.group(2));
      return new GeminiModel(
          10 * Integer.parseInt(numbered.group(1)) + Math.min(minor, 9), pro, speaking);
    }
    boolean first = last.equals("gemini-pro") || last.equals("gemini-pro-vision");
    return new GeminiModel(first ? 10 : LATEST, pro, speaking);
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

  /** Whether it has instructions apart from what the user says. */
  boolean takesInstructions() {
    return version >= 15;
  }

  /** Whether it can be held to JSON at all. */
  boolean takesForm() {
    return version > GEMMA_VERSION;
  }

  /** Whether it calls functions. */
  boolean takesTools() {
    return version > GEMMA_VERSION;
  }

  /** Whether it thinks, or can be told to; those of 2.5 for pictures and sound do not. */
  boolean thinks() {
    return version >= (speaking ? 25 : 30);
  }

  /** Whether its thinking goes by a word; before 3 it goes by tokens. */
  boolean thinksByLevel() {
    return version >= 30;
  }

  /** Whether calls in its history must carry its signature. */
  boolean wantsSignatures() {
    return version >= 30;
  }

  /** Whether results of functions can hold pictures and documents. */
  boolean takesMediaInResults() {
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
