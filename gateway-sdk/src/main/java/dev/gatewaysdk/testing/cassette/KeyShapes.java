package dev.gatewaysdk.testing.cassette;

import java.util.regex.Pattern;

/** What keys and tokens of well-known issuers look like. */
final class KeyShapes {
  private static final String KEY = "[KEY]";

  /** The scheme stays: it says what stood there. Words that follow it in prose have no digits. */
  private static final Pattern BEARER =
      Pattern.compile(
          "(?i)\\b(bearer) ++(?=[A-Za-z._~+/-]{0,200}+[0-9])[A-Za-z0-9._~+/-]{12,}+=*+"
              + "|\\b(authorization: ?basic) ++[A-Za-z0-9+/]{8,}+=*+");

  private static final Pattern KEYS =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + String.join(
                  "|",
                  "sk-[A-Za-z0-9_-]{16,}+", // OpenAI, Anthropic, DeepSeek, OpenRouter
                  "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}+", // Stripe
                  "(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", // AWS
                  "xox[a-z]-[A-Za-z0-9-]{10,}+", // Slack
                  "gh[pousr]_[A-Za-z0-9]{30,}+", // GitHub
                  "github_pat_[A-Za-z0-9_]{30,}+",
                  "glpat-[A-Za-z0-9_-]{16,}+", // GitLab
                  "AIza[A-Za-z0-9_-]{35}", // Google
                  "gsk_[A-Za-z0-9]{20,}+", // Groq
                  "hf_[A-Za-z0-9]{30,}+", // Hugging Face
                  "eyJ[A-Za-z0-9_-]{8,}+\\.eyJ[A-Za-z0-9_-]{4,}+\\.[A-Za-z0-9_-]*+") // JWT
              + ")");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]*+-----)?");

  private KeyShapes() {}

  static String scrub(String text) {
    String keys = KEYS.matcher(text).replaceAll(KEY);
    String bearers =
        BEARER.matcher(keys).replaceAll(found -> (found.group(1) == null ? "$2 " : "$1 ") + KEY);
    return PRIVATE_KEY.matcher(bearers).replaceAll(KEY);
  }
}
