package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Text to tree, within bounds: YAML 1.2 with the core schema, one document, no objects built.
 *
 * <p>The parser's own messages quote the file, credentials and all, so they are put in other words.
 */
final class YamlDocument {
  static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 32;
  private static final int MOST_ALIASES = 200;

  private static final String EMPTY =
      """
      is empty; the least that works is
        providers:
          openai: {type: openai, api-key: "${OPENAI_API_KEY}"}
        endpoints:
          chat: {targets: [{provider: openai, model: gpt-4o}]}""";

  private final String name;
  private final String yaml;
  private final LoadSettings settings;

  private YamlDocument(String name, String yaml) {
    this.name = name;
    this.yaml = yaml;
    this.settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true) // So that they are reported with their place.
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_BYTES)
            .build();
  }

  /**
   * The root of the text's tree, every node with its mark.
   *
   * @throws ConfigException if it is no YAML, empty, too long, too deep or several documents
   */
  static Node parse(String name, String yaml) {
    if (yaml.length() > MOST_BYTES) {
      throw new ConfigException(tooLong(name));
    }
    return new YamlDocument(name, yaml).root();
  }

  static String tooLong(String name) {
    return name + ": is longer than 1 MiB (" + MOST_BYTES + " bytes), which is the most allowed";
  }

  private Node root() {
    Optional<Node> root;
    try {
      checkEvents();
      root = new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(e);
    } catch (ReaderException e) {
      throw at(
          lineOf(e.getPosition()),
          "has a character that YAML does not allow (code point %d)".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": " + unmarked(e));
    }
    return root.orElseThrow(() -> new ConfigException(name + ": " + EMPTY));
  }

  /** Building the tree recurses and merges; reading the events of the text does neither. */
  private void checkEvents() {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      int line = event.getStartMark().map(YamlDocument::line).orElse(1);
      if (depth > DEEPEST) {
        throw at(line, "is nested more than " + DEEPEST + " levels deep");
      }
      if (event instanceof ScalarEvent scalar
          && scalar.isPlain()
          && scalar.getValue().equals("<<")) {
        throw at(line, "has a merge key (<<), which YAML 1.2 has not; use aliases or defaults");
      }
    }
  }

  private ConfigException syntaxError(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    int line = mark.map(YamlDocument::line).orElse(1);
    if (problem.contains("another document")) {
      return at(line, "begins a second document (---); a configuration is one document");
    }
    if (problem.startsWith("found undefined alias")) {
      return at(line, "has an alias (*name) with no anchor (&name) before it");
    }
    if (problem.startsWith("found undefined tag")) {
      return at(line, "has a YAML tag (!name); tags are not allowed");
    }
    return at(line, "is no YAML: " + Shown.escaped(problem) + hint(line));
  }

  /** The likeliest cause: braces of a placeholder have a meaning of their own in YAML. */
  private String hint(int line) {
    List<String> lines = yaml.lines().toList();
    String text = line <= lines.size() ? lines.get(line - 1) : "";
    boolean placeholder = text.contains("${") || text.contains("{{");
    return placeholder ? "; put placeholders in quotes: \"${NAME}\"" : "";
  }

  private static String unmarked(YamlEngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("alias")) {
      return "has more than " + MOST_ALIASES + " aliases (*name) of lists and mappings";
    }
    return message.contains("version")
        ? "asks for another version of YAML than 1.2"
        : "is no YAML that can be read";
  }

  private ConfigException at(int line, String problem) {
    return new ConfigException(name + ":" + line + ": " + problem);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private int lineOf(int position) {
    int end = Math.min(Math.max(position, 0), yaml.length());
    return 1 + (int) yaml.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
