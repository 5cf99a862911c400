package dev.gatewaysdk.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file. It is read as what it should be; if it is something else, that is reported
 * and the result is null (or empty).
 */
final class ConfigValue {
  private static final Set<Tag> CORE =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

  private static final int MOST_DIGITS = 40;

  private final Node node;
  private final Place place;
  private final boolean confidential;

  ConfigValue(Node node, Place place) {
    this(node, place, false);
  }

  private ConfigValue(Node node, Place place, boolean confidential) {
    this.node = node;
    this.place = place;
    this.confidential = confidential;
  }

  /** Where it is. */
  Place place() {
    return place;
  }

  /** The same value, never shown in a message. */
  ConfigValue confidential() {
    return new ConfigValue(node, place, true);
  }

  /** A mapping, read to its end. */
  <T> @Nullable T mapping(Function<Section, @Nullable T> reader) {
    if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
      return Section.read(mapping, place, reader);
    }
    refuse("a mapping of keys to values");
    return null;
  }

  /** A list. */
  @Nullable List<ConfigValue> list() {
    if (!(node instanceof SequenceNode sequence) || !node.getTag().equals(Tag.SEQ)) {
      refuse("a list");
      return null;
    }
    List<ConfigValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new ConfigValue(item, place.item(items.size(), item), confidential));
    }
    return items;
  }

  /** A text in one line, placeholders replaced, not blank. */
  @Nullable String text() {
    return text("a text that is not blank");
  }

  private @Nullable String text(String allowed) {
    Template template = template(allowed);
    String text =
        template == null ? null : template.expand(place.reading().lookup(), place::report);
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        place.report("has a control character (such as CR or LF) at position " + i);
        return null;
      }
    }
    return text;
  }

  /** A text that a header can carry. */
  @Nullable String headerText() {
    String text = text();
    if (text == null || text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    refuse("a text of ASCII characters");
    return null;
  }

  /** A text with its placeholders still in it, not blank. */
  @Nullable Template template(String allowed) {
    String written = scalar(Set.of(Tag.STR));
    if (written == null || written.isBlank()) {
      refuse(allowed + hint());
      return null;
    }
    return Template.parse(written, place::report);
  }

  /** What it takes to make this a text. */
  private String hint() {
    if (scalar(Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL)) != null) {
      return "; put it in quotes";
    }
    // {{…}} outside quotes is YAML for a mapping whose key is a mapping.
    return isBareReference() ? "; put {{secrets/SCOPE/KEY}} in quotes" : "";
  }

  private boolean isBareReference() {
    return node instanceof MappingNode mapping
        && mapping.getValue().size() == 1
        && mapping.getValue().get(0).getKeyNode() instanceof MappingNode;
  }

  /** The choice whose name this is. */
  <T> @Nullable T choice(List<T> choices, Function<T, String> name) {
    String text = text();
    if (text == null) {
      return null;
    }
    for (T choice : choices) {
      if (name.apply(choice).equals(text)) {
        return choice;
      }
    }
    refuse(Shown.allowed(text, choices.stream().map(name).toList()));
    return null;
  }

  /** {@code true} or {@code false}. */
  @Nullable Boolean flag() {
    String written = scalar(Set.of(Tag.BOOL));
    if (written == null) {
      refuse("true or false");
      return null;
    }
    return written.equalsIgnoreCase("true");
  }

  /** A whole number in a range. */
  @Nullable Long whole(long least, long most) {
    String written = scalar(Set.of(Tag.INT));
    Long number = written == null ? null : parseLong(written);
    if (number == null || number < least || number > most) {
      refuse("a whole number from " + least + " to " + most);
      return null;
    }
    return number;
  }

  private static @Nullable Long parseLong(String written) {
    try {
      if (written.startsWith("0x") || written.startsWith("0o")) {
        return Long.parseLong(written.substring(2), written.charAt(1) == 'x' ? 16 : 8);
      }
      return Long.parseLong(written);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A decimal from zero on. */
  @Nullable BigDecimal decimal(long most) {
    String written = scalar(Set.of(Tag.INT, Tag.FLOAT));
    BigDecimal decimal = written == null ? null : parseDecimal(written);
    if (decimal == null
        || decimal.signum() < 0
        || decimal.compareTo(BigDecimal.valueOf(most)) > 0) {
      refuse("a decimal from 0 to " + most);
      return null;
    }
    return decimal;
  }

  private static @Nullable BigDecimal parseDecimal(String written) {
    if (written.length() > MOST_DIGITS) {
      return null; // Parsing takes the square of the length.
    }
    try {
      return new BigDecimal(written);
    } catch (NumberFormatException e) {
      return null; // Infinity, "not a number", hexadecimal.
    }
  }

  /** A duration above zero. */
  @Nullable Duration duration(Duration longest) {
    if (scalar(Set.of(Tag.STR)) == null) {
      String number = scalar(Set.of(Tag.INT));
      refuse(
          Durations.FORMS
              + (number == null || number.charAt(0) < '1'
                  ? ""
                  : "; did you mean '" + number + "s'?"));
      return null;
    }
    String written = text();
    Duration duration = written == null ? null : Durations.parse(written);
    if (written != null && duration == null) {
      refuse(Durations.FORMS);
    }
    if (duration != null && (duration.isZero() || duration.compareTo(longest) > 0)) {
      refuse("1ms to " + Durations.format(longest));
      return null;
    }
    return duration;
  }

  /** What is written here, if it is a scalar of one of these kinds. */
  private @Nullable String scalar(Set<Tag> kinds) {
    return node instanceof ScalarNode scalar && kinds.contains(node.getTag())
        ? scalar.getValue()
        : null;
  }

  /** Reports that something else is here. */
  void refuse(String allowed) {
    place.report("found " + found() + "; allowed: " + allowed);
  }

  private String found() {
    if (!CORE.contains(node.getTag())) {
      return "a YAML tag (!name), which is never allowed";
    }
    if (!(node instanceof ScalarNode scalar)) {
      return node instanceof SequenceNode ? "a list" : "a mapping";
    }
    if (node.getTag().equals(Tag.NULL)) {
      return "nothing";
    }
    boolean text = node.getTag().equals(Tag.STR);
    if (confidential) {
      return !text ? "a number or flag" : scalar.getValue().isBlank() ? "a blank text" : "a text";
    }
    String shown = Shown.text(scalar.getValue());
    return text || !shown.startsWith("'") ? shown : shown.substring(1, shown.length() - 1);
  }
}
