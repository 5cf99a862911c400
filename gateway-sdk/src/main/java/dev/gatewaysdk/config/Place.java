package dev.gatewaysdk.config;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.InvalidRequestException;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place in the file, as messages name it.
 *
 * @param path the key, such as {@code endpoints.chat.targets[0]}; empty for the whole file
 * @param line from 1
 */
record Place(Reading reading, String path, int line, int column) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  /** The place of a whole document. */
  static Place document(Reading reading) {
    return new Place(reading, "", 1, 1);
  }

  /** A key of the mapping here that the file has. */
  Place key(String name, Node keyNode) {
    return at(keyNode, below(name));
  }

  /** A key of the mapping here that the file lacks: it has the line of the mapping. */
  Place missingKey(String name) {
    return new Place(reading, below(name), line, column);
  }

  /** Something here that has no key of its own. */
  Place inside(Node node) {
    return at(node, path);
  }

  /** An item of the list here. */
  Place item(int index, Node node) {
    return at(node, path + "[" + index + "]");
  }

  /** Notes a problem with what is here. */
  void report(String problem) {
    reading.report(line, column, path, problem);
  }

  /** Does something with what is here; if it is refused, that is reported. */
  void attempt(Runnable action) {
    try {
      action.run();
    } catch (ConfigException | InvalidRequestException e) {
      report(String.valueOf(e.getMessage()));
    }
  }

  private Place at(Node node, String path) {
    Mark mark = node.getStartMark().orElseThrow(); // The parser is told to keep marks.
    return new Place(reading, path, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private String below(String name) {
    boolean plain = PLAIN.matcher(name).matches() && !Shown.looksSecret(name);
    String segment = plain ? name : Shown.text(name);
    return path.isEmpty() ? segment : path + "." + segment;
  }
}
