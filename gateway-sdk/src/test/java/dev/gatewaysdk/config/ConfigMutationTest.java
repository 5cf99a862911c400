package dev.gatewaysdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.proof.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever is done to a good configuration: it loads, or says what is wrong. */
class ConfigMutationTest {
  private static final int MUTATIONS = Proof.count(1_000, 10_000);

  private static final String GOOD =
      """
      providers:
        openai-prod:
          type: openai
          api-key: %1$s
          base-url: "https://api.openai.com/v1"
          organization: org-1
          headers: {X-Team: "%1$s", X-Other: other}
        claude: {type: anthropic, api-key: "${KEY}", beta: [a, b], default-max-tokens: 9, direct: false}
        third: {type: openai, api-key: "{{secrets/llm/azure}}", proxy: "proxy:3128"}
      defaults:
        timeout: {connect: 10s, total: 10m, first-token: 120s, between-tokens: 60s}
        retry: {attempts: 3, backoff: 200ms, max-backoff: 5s}
      endpoints:
        production-llm:
          targets: &targets
            - {provider: openai-prod, model: gpt-4o}
            - {provider: third, model: gpt-4o}
          routing: ordered
          fallback: [{provider: claude, model: claude-sonnet-4-5}]
          limits:
            - {calls: 1000, per: minute}
            - {calls: 100, per: minute, key: "tag:team"}
          timeout: {total: 60s}
          tags: {team: platform}
        other: {targets: *targets}
      usage: {enabled: true, jsonl: logs/usage.jsonl}
      prices:
        my-model: {input: 2.50, output: 10.00, cache-read: 1.25}
      """
          .formatted(Configs.CANARY);

  private static final List<String> FRAGMENTS =
      List.of(
          "\0",
          "\t",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "#",
          "&a ",
          "*a",
          "*targets",
          "!!binary ",
          "!x ",
          "%YAML 9.9\n",
          "---\n",
          "...\n",
          "|\n",
          ">-\n",
          "? ",
          "<<: *targets",
          "${",
          "${KEY}",
          "{{",
          "null",
          "~",
          "-1",
          "0",
          "1e999",
          ".nan",
          "0x",
          "\uD800",
          "\u2028",
          "99999999999999999999",
          "\\x",
          "\uFEFF",
          "@",
          "`",
          "true",
          "[[[[[[",
          "\r",
          "é",
          "😀");

  private static final Pattern WORD = Pattern.compile("[\\w$.{}/-]+");

  private final Logger logger = (Logger) LoggerFactory.getLogger(GatewayConfig.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void divertTheLog() {
    log.start();
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void restoreTheLog() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void loadsOrSaysWhatIsWrongAndNeverShowsAKey(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String yaml = GOOD;
      for (int n = random.nextInt(3); n >= 0; n--) {
        yaml = mutate(yaml, random);
      }
      if (isRefused(yaml)) {
        refused++;
      }
    }

    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS);
    assertThat(isRefused(GOOD)).isFalse();
    assertThat(log.list)
        .isNotEmpty()
        .noneMatch(event -> event.getFormattedMessage().contains(Configs.CANARY));
  }

  private static boolean isRefused(String yaml) {
    try {
      assertThat(Configs.parse(yaml).toString()).doesNotContain(Configs.CANARY);
      return false;
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty().noneMatch(String::isBlank);
      assertThat(e.toString()).as(yaml).doesNotContain(Configs.CANARY);
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("escaped from:\n" + yaml, e);
    }
  }

  private static String mutate(String yaml, Random random) {
    List<String> lines = new ArrayList<>(yaml.lines().toList());
    if (lines.isEmpty()) {
      return yaml;
    }
    int line = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(8)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(other, lines.get(line));
      case 2 -> Collections.swap(lines, line, other);
      case 3 -> lines.set(line, " ".repeat(random.nextInt(5)) + lines.get(line).strip());
      case 4 -> {
        return splice(yaml, random, "");
      }
      case 5, 6 -> {
        return splice(yaml, random, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
      default -> {
        return swapWords(yaml, random);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** Puts something in the place of up to three characters. */
  private static String splice(String yaml, Random random, String fragment) {
    int start = random.nextInt(yaml.length() + 1);
    int end = Math.min(yaml.length(), start + random.nextInt(4));
    return yaml.substring(0, start) + fragment + yaml.substring(end);
  }

  /** Puts one word (a key, a value, a credential) in the place of another. */
  private static String swapWords(String yaml, Random random) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(yaml);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    if (words.isEmpty()) {
      return yaml;
    }
    String from = words.get(random.nextInt(words.size()));
    String to = words.get(random.nextInt(words.size()));
    return yaml.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
  }
}
