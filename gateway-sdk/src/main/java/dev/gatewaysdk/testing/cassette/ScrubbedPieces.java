package dev.gatewaysdk.testing.cassette;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a scrubbed text into as many pieces as it had before, as nearly in the same places as can
 * be: in halves, as long as each half scrubbed by itself is a half of the scrubbed text. So each
 * character is looked at once for each halving, not once for each piece.
 */
final class ScrubbedPieces {
  private final Scrubber scrubber;
  private final List<String> scrubbed = new ArrayList<>();

  private ScrubbedPieces(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /**
   * @param pieces at least one
   * @param clean what scrubbing makes of them all
   * @return as many pieces, which joined are {@code clean}
   */
  static List<String> of(List<String> pieces, String clean, Scrubber scrubber) {
    ScrubbedPieces cut = new ScrubbedPieces(scrubber);
    cut.add(pieces, String.join("", pieces), clean);
    return cut.scrubbed;
  }

  private void add(List<String> pieces, String whole, String clean) {
    if (whole.equals(clean)) {
      scrubbed.addAll(pieces);
      return;
    }
    int middle = pieces.size() / 2;
    for (int apart = 0; apart <= middle; apart = Math.max(1, 2 * apart)) {
      if (addHalves(pieces, middle + apart, clean)
          || (apart > 0 && addHalves(pieces, middle - apart, clean))) {
        return;
      }
    }
    addEnds(pieces, whole, clean);
  }

  /** Unless something that was taken out reaches over that place. */
  private boolean addHalves(List<String> pieces, int at, String clean) {
    if (at < 1 || at >= pieces.size()) {
      return false;
    }
    List<String> before = pieces.subList(0, at);
    String left = String.join("", before);
    String cleanLeft = scrubber.scrub(left);
    if (!clean.startsWith(cleanLeft)) {
      return false;
    }
    List<String> after = pieces.subList(at, pieces.size());
    String right = String.join("", after);
    String cleanRight = scrubber.scrub(right);
    if (!clean.substring(cleanLeft.length()).equals(cleanRight)) {
      return false;
    }
    add(before, left, cleanLeft);
    add(after, right, cleanRight);
    return true;
  }

  /** What is the same before and behind the difference stays where it was. */
  private void addEnds(List<String> pieces, String whole, String clean) {
    int most = Math.min(whole.length(), clean.length());
    int same = 0;
    while (same < most && whole.charAt(same) == clean.charAt(same)) {
      same++;
    }
    int longer = clean.length() - whole.length();
    int sameAfter = whole.length();
    while (sameAfter > same
        && sameAfter + longer > same
        && whole.charAt(sameAfter - 1) == clean.charAt(sameAfter + longer - 1)) {
      sameAfter--;
    }
    int read = 0;
    int from = 0;
    for (String piece : pieces) {
      read += piece.length();
      int end = read >= sameAfter ? read + longer : Math.min(read, same);
      scrubbed.add(clean.substring(from, end));
      from = end;
    }
  }
}
