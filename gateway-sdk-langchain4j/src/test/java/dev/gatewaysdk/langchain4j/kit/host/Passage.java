package dev.gatewaysdk.langchain4j.kit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads facts out of English text, as far as the prompts of LangChain4j's kits need it. */
record Passage(String text) {
  private static final Pattern PREAMBLE =
      Pattern.compile(
          "^.*(?:following text\\.? ?.*?Text: |following text[^:.]*: |following[a-z ]*: )'?",
          Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\b\\p{Lu}\\p{Ll}+\\b");
  private static final Pattern PLACE =
      Pattern.compile("\\b(?:in|to|is|be) (\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)*)");
  private static final Pattern INTEGER = Pattern.compile("(?<![\\w.-])-?\\d+(?![\\w.]\\d|\\w)");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");
  private static final Pattern SENTENCE = Pattern.compile("(?<=\\.) *(?=\\p{Lu})");
  private static final Pattern ENUMERATED = Pattern.compile(" and |, ");

  /** The part that is meant where instructions come first. */
  Passage subject() {
    return new Passage(PREAMBLE.matcher(text).replaceFirst("").trim());
  }

  Passage narrowed(String part) {
    return new Passage(part);
  }

  boolean mentions(String word) {
    int flags = word.length() == 1 ? 0 : Pattern.CASE_INSENSITIVE;
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b", flags).matcher(text).find();
  }

  /** Which of these words occur, in the order that they do, as often as they do. */
  List<String> mentioned(List<String> words) {
    Pattern all =
        Pattern.compile(
            "\\b(?:" + String.join("|", words.stream().map(Pattern::quote).toList()) + ")\\b",
            words.stream().allMatch(word -> word.length() == 1) ? 0 : Pattern.CASE_INSENSITIVE);
    return all.matcher(text)
        .results()
        .map(
            found ->
                words.stream()
                    .filter(word -> word.equalsIgnoreCase(found.group()))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  @Nullable String first(String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** Who or what it is about. */
  List<String> names() {
    return NAME.matcher(subject().text).results().map(MatchResult::group).toList();
  }

  @Nullable String place() {
    Matcher matcher = PLACE.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  List<String> integers() {
    return INTEGER.matcher(text).results().map(MatchResult::group).toList();
  }

  @Nullable String decimal() {
    Matcher matcher = DECIMAL.matcher(text);
    return matcher.find() ? matcher.group() : null;
  }

  /** What is enumerated after {@code word:}, or after {@code likes}; empty if nothing is. */
  List<String> enumerated(String word) {
    String list = first(Pattern.quote(word) + ": ([\\w ,]+)");
    if (list == null && word.toLowerCase(Locale.ROOT).contains("colors")) {
      list = first("likes ([\\w ,]+)");
    }
    return list == null ? List.of() : List.of(ENUMERATED.split(list.trim()));
  }

  /** One passage for each who is described. */
  List<Passage> each() {
    Passage subject = subject();
    List<Passage> found = new ArrayList<>();
    if (subject.text.matches("\\p{Lu}\\w+(?:(?: and |, )\\p{Lu}\\w+)+")) {
      for (String name : ENUMERATED.split(subject.text)) {
        found.add(new Passage(name));
      }
    } else {
      for (String sentence : SENTENCE.split(subject.text)) {
        found.add(new Passage(sentence));
      }
    }
    return found;
  }
}
