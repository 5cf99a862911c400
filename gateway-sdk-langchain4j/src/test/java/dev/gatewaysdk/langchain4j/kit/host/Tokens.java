package dev.gatewaysdk.langchain4j.kit.host;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into the pieces that it is counted and streamed in. */
final class Tokens {
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S{1,6}|\\s+$");

  private Tokens() {}

  static List<String> of(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }
}
