package dev.gatewaysdk.testing.cassette;

import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.guardrail.Placeholders;
import dev.gatewaysdk.guardrail.Verdict;
import dev.gatewaysdk.guardrail.pii.Pii;
import dev.gatewaysdk.json.RawJson;
import java.util.function.UnaryOperator;

/** Takes out of texts what must not end up in a file. Twice is the same as once. */
record Scrubber(UnaryOperator<String> function) {
  static final Scrubber BUILT_IN = new Scrubber(Scrubber::all);

  /** This, after that. */
  Scrubber after(UnaryOperator<String> before) {
    return new Scrubber(text -> function.apply(before.apply(text)));
  }

  String scrub(String text) {
    return function.apply(text);
  }

  /** Until nothing is left: what one takes out may lay open what another looks for. */
  private static String all(String text) {
    String before;
    String after = text;
    do {
      before = after;
      after = personal(KeyShapes.scrub(before));
    } while (!after.equals(before));
    return after;
  }

  /** Scrubs each text in JSON. */
  RawJson scrub(RawJson json) {
    return json.mapTexts(function);
  }

  /** Scrubs text that may be JSON, and then stays JSON. */
  String scrubMaybeJson(String text) {
    try {
      return scrub(RawJson.parse(text)).text();
    } catch (IllegalArgumentException e) {
      return scrub(text);
    }
  }

  /**
   * Placeholders without numbers: an answer that was scrubbed comes back in the next request, and
   * must then look like the one that was recorded.
   */
  private static String personal(String text) {
    Verdict verdict = Pii.mask().check(text, new Placeholders());
    if (verdict.findings().isEmpty()) {
      return text;
    }
    StringBuilder scrubbed = new StringBuilder();
    int from = 0;
    for (Finding finding : verdict.findings()) {
      scrubbed.append(text, from, finding.start()).append('[').append(finding.type()).append(']');
      from = finding.end();
    }
    return scrubbed.append(text, from, text.length()).toString();
  }
}
