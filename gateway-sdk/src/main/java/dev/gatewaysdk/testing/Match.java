package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.error.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests a rule is for.
 *
 * @param name as the test wrote it
 * @param verdict how it fits a request
 */
record Match(String name, Function<Asked, Verdict> verdict) {

  /**
   * How a rule fits a request.
   *
   * @param nearness 1 if it matches; less, the worse it fits
   * @param why why it does not match; empty if it does
   */
  record Verdict(double nearness, String why) {
    static final Verdict FITS = new Verdict(1, "");

    boolean matches() {
      return nearness == 1;
    }
  }

  static Match any() {
    return new Match("otherwise()", asked -> Verdict.FITS);
  }

  static Match predicate(String description, Predicate<ChatRequest> predicate) {
    return new Match(
        "when(" + description + ")",
        asked ->
            predicate.test(asked.request())
                ? Verdict.FITS
                : new Verdict(0, "it does not hold for this request"));
  }

  static Match turn(int turn) {
    if (turn < 1) {
      throw new IllegalArgumentException("turns count from 1: " + turn);
    }
    return new Match(
        "onTurn(" + turn + ")",
        asked ->
            asked.turn() == turn
                ? Verdict.FITS
                : new Verdict(
                    0.5 / (1 + Math.abs(turn - asked.turn())), "this is request " + asked.turn()));
  }

  static Match model(String model) {
    return new Match(
        "whenModel(\"" + model + "\")",
        asked ->
            asked.model().equals(model)
                ? Verdict.FITS
                : new Verdict(
                    Names.closest(asked.model(), List.of(model)) == null ? 0 : 0.8,
                    "the model is \"" + asked.model() + "\""));
  }

  static Match user(String text) {
    return new Match(
        "whenUser(\"" + Asked.shorten(text) + "\")", asked -> userVerdict(text, asked.request()));
  }

  private static Verdict userVerdict(String text, ChatRequest request) {
    List<String> said =
        request.messages().stream()
            .filter(message -> message.role() == ChatMessage.Role.USER)
            .map(ChatMessage::text)
            .toList();
    if (said.isEmpty()) {
      return new Verdict(0, "there is no message of the user");
    }
    if (said.stream().anyMatch(message -> message.contains(text))) {
      return Verdict.FITS;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String all = String.join("\n", said).toLowerCase(Locale.ROOT);
    if (all.contains(lower)) {
      return new Verdict(0.95, "a message of the user contains it only in other case");
    }
    List<String> words = Arrays.asList(all.split("\\W+"));
    double found =
        Arrays.stream(lower.split("\\W+"))
            .filter(word -> words.contains(word) || Names.closest(word, words) != null)
            .count();
    return new Verdict(
        0.9 * found / Math.max(1, lower.split("\\W+").length),
        "no message of the user contains it");
  }
}
