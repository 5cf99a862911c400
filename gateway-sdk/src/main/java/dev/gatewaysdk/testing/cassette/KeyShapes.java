package dev.gatewaysdk.testing.cassette;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keys and tokens of well-known issuers look like. */
final class KeyShapes {
  private static final String KEY = "[KEY]";

  /** The scheme stays: it says what stood there. Words that follow it in prose have no digits. */
  private static final Pattern BEARER =
      Pattern.compile(
          "(?i)\\b(bearer) ++(?=[A-Za-z._~+/-]{0,200}+[0-9])[A-Za-z0-9._~+/-]{12,}+=*+"
              + "|\\b(authorization: ?(?:basic|bearer)) ++[A-Za-z0-9._~+/-]{8,}+=*+");

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
                  "ya29\\.[A-Za-z0-9_-]{16,}+", // Google, tokens
                  "gsk_[A-Za-z0-9]{20,}+", // Groq
                  "xai-[A-Za-z0-9]{20,}+", // xAI
                  "pplx-[A-Za-z0-9]{20,}+", // Perplexity
                  "npm_[A-Za-z0-9]{30,}+",
                  "hf_[A-Za-z0-9]{30,}+", // Hugging Face
                  "eyJ[A-Za-z0-9_-]{8,}+\\.eyJ[A-Za-z0-9_-]{4,}+\\.[A-Za-z0-9_-]*+") // JWT
              + ")");

  /** Links that let in whoever has them: the value of what signs them. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?i)([?&](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature"
              + "|access_token|token|api[-_]?key|key)=)[A-Za-z0-9%._~+/=-]{8,}+");

  private static final Pattern BEGIN =
      Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----");

  private static final Pattern END = Pattern.compile("-----END [A-Z ]{0,40}-----");

  private KeyShapes() {}

  static String scrub(String text) {
    String keys = KEYS.matcher(text).replaceAll(KEY);
    String bearers =
        BEARER.matcher(keys).replaceAll(found -> (found.group(1) == null ? "$2 " : "$1 ") + KEY);
    String links = SIGNATURE.matcher(bearers).replaceAll("$1" + KEY);
    return withoutPrivateKeys(links);
  }

  /** Each up to its end; else, as where an answer was cut, up to the next dash. */
  private static String withoutPrivateKeys(String text) {
    Matcher begin = BEGIN.matcher(text);
    if (!begin.find()) {
      return text;
    }
    Matcher end = END.matcher(text);
    boolean ends = end.find(begin.end());
    StringBuilder clean = new StringBuilder();
    int from = 0;
    do {
      clean.append(text, from, begin.start()).append(KEY);
      while (ends && end.start() < begin.end()) {
        ends = end.find();
      }
      from = ends ? end.end() : dash(text, begin.end());
    } while (begin.find(from));
    return clean.append(text, from, text.length()).toString();
  }

  private static int dash(String text, int from) {
    int dash = text.indexOf('-', from);
    return dash < 0 ? text.length() : dash;
  }
}
