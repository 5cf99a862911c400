package dev.gatewaysdk.guardrail.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysdk.guardrail.Finding;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Labelled text of others, beside the recordings of {@code -Dconformance.dir}, and a few own. */
class PiiLabelledTextTest {
  private static final Logger log = LoggerFactory.getLogger(PiiLabelledTextTest.class);
  private static final List<String> FILES =
      List.of("dev.jsonl", "dev_synth.jsonl", "dev_secrets.rot13.jsonl");

  private static final List<String> OWN =
      List.of(
          """
          {"text":"Ann, ann@example.com, pays with 4111 1111 1111 1111.","spans":[\
          {"start":5,"end":20,"type":"EMAIL"},{"start":32,"end":51,"type":"CREDIT_CARD"}]}""",
          """
          {"text":"Ref 4111111111111112, 2026-01-01, host ann@localhost","spans":[]}""");

  @Test
  void findsWhatIsLabelledAndNothingElse() throws IOException {
    Score email = new Score();
    Score card = new Score();
    for (Map<String, ?> row : rows()) {
      score(row, Pii.EMAIL, email);
      score(row, Pii.CREDIT_CARD, card);
    }

    log.info("e-mail addresses: {}; cards: {}", email, card);
    assertThat(email.recall()).as("recall of addresses: %s", email).isGreaterThanOrEqualTo(0.99);
    // Three of 57 have 12 digits, which is too few to tell them from other numbers.
    assertThat(card.recall()).as("recall of cards: %s", card).isGreaterThanOrEqualTo(0.94);
    // The one is none@lb.co_m, half of which is masked to be on the safe side.
    assertThat(email.precision()).as("precision: %s", email).isGreaterThanOrEqualTo(0.95);
    assertThat(card.precision()).as("precision: %s", card).isGreaterThanOrEqualTo(0.99);
  }

  private static List<Map<String, ?>> rows() throws IOException {
    List<String> lines = new ArrayList<>(OWN);
    String recordings = System.getProperty("conformance.dir", "");
    Path directory = Path.of(recordings, "..", "pii");
    if (!recordings.isBlank() && Files.isDirectory(directory)) {
      for (String file : FILES) {
        lines.addAll(Files.readAllLines(directory.resolve(file)));
      }
    }
    List<Map<String, ?>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(RawJson.parse(line).toMap()));
    return rows;
  }

  private static void score(Map<String, ?> row, String type, Score score) {
    if (row.get("scope") instanceof List<?> scope && !scope.contains(type)) {
      return;
    }
    if (row.get("ignore") instanceof List<?> ignored && ignored.contains(type)) {
      return;
    }
    String text = String.valueOf(row.get("text"));
    if ("rot13".equals(row.get("enc"))) {
      text = rot13(text);
    }
    Set<List<Object>> labelled = new HashSet<>();
    for (Object span : (List<?>) row.get("spans")) {
      if (span instanceof Map<?, ?> fields && type.equals(fields.get("type"))) {
        labelled.add(List.of(fields.get("start"), fields.get("end")));
      }
    }
    for (Finding finding : PiiScanner.find(text)) {
      if (finding.type().equals(type)) {
        List<Object> span = List.of((long) finding.start(), (long) finding.end());
        if (labelled.remove(span)) {
          score.found++;
        } else if (!isInSecret(row, finding)) {
          score.wrong++;
          score.examples.add(row.get("id") + " " + span);
        }
      }
    }
    score.missed += labelled.size();
    labelled.forEach(span -> score.examples.add(row.get("id") + " missed " + span));
  }

  /** Passwords in the URLs of databases look like addresses, and had better be masked, too. */
  private static boolean isInSecret(Map<String, ?> row, Finding finding) {
    for (Object span : (List<?>) row.get("spans")) {
      if (span instanceof Map<?, ?> fields
          && "SECRET".equals(fields.get("type"))
          && (long) fields.get("start") <= finding.start()
          && (long) fields.get("end") >= finding.end()) {
        return true;
      }
    }
    return false;
  }

  private static String rot13(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      int lower = c | 0x20;
      boolean letter = lower >= 'a' && lower <= 'z';
      plain.append(letter ? (char) (lower < 'n' ? c + 13 : c - 13) : c);
    }
    return plain.toString();
  }

  /** Spans count only if they are labelled to the character. */
  private static final class Score {
    int found;
    int missed;
    int wrong;
    final List<String> examples = new ArrayList<>();

    double recall() {
      return (double) found / (found + missed);
    }

    double precision() {
      return (double) found / (found + wrong);
    }

    @Override
    public String toString() {
      return "found %d, missed %d, wrong %d: recall %.3f, precision %.3f %s"
          .formatted(found, missed, wrong, recall(), precision(), examples);
    }
  }
}
