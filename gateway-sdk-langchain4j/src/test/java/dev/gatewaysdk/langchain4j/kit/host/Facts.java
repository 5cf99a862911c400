package dev.gatewaysdk.langchain4j.kit.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What single properties are called in prose, and where it says them. */
final class Facts {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final Pattern AGE = Pattern.compile("(\\p{Lu}\\w+) is (\\d+) years? old");
  private static final Pattern SUM = Pattern.compile("\\d+(?:\\+\\d+)+");
  private static final String UUID = "\\b(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\b";

  private Facts() {}

  /** A fact that is no list or object; null if the passage does not say it. */
  static @Nullable JsonNode of(String type, JsonNode schema, String name, Passage passage) {
    switch (type) {
      case "integer":
        String integer = integer(name, passage);
        return integer == null ? null : JSON.numberNode(Integer.parseInt(integer));
      case "number":
        String number = name.equals("height") ? passage.first("([\\d.]+) ?m") : passage.decimal();
        return number == null ? null : JSON.numberNode(Double.parseDouble(number));
      case "boolean":
        return truth(name, passage);
      default:
        String text = text(schema.path("description").asText(), name, passage);
        return text == null ? null : JSON.textNode(text);
    }
  }

  private static @Nullable String text(String description, String name, Passage passage) {
    if (description.contains("UUID") || name.equals("id")) {
      return passage.first(UUID);
    }
    if (name.equals("breed")) {
      return passage.first("an? (\\p{Lu}\\w+)");
    }
    if (name.equals("name")) {
      String named = passage.first("^an?\\b.*named (\\p{Lu}\\w+)");
      return named != null
          ? named
          : passage.names().stream()
              .findFirst()
              .orElse(passage.text().matches("\\p{Ll}+") ? passage.text() : null);
    }
    return name.matches("city|country|arg\\d") ? passage.place() : null;
  }

  private static @Nullable String integer(String name, Passage passage) {
    return switch (name) {
      case "age" -> passage.first("(\\d+)[ -]years?[ -]old");
      case "year" -> passage.first("\\b((?:19|20)\\d\\d)\\b");
      case "month" -> month(passage);
      case "day" -> passage.first("\\b(\\d+)(?:st|nd|rd|th)\\b");
      case "hour" -> passage.first("\\b(\\d+):\\d\\d\\b");
      case "minute" -> passage.first("\\b\\d+:(\\d\\d)\\b");
      case "second", "nano" -> passage.first("\\b\\d+:\\d\\d\\b()") == null ? null : "0";
      case "value" ->
          passage.text().contains("number of people")
              ? String.valueOf(passage.names().size())
              : only(passage);
      default ->
          passage.integers().stream()
              .skip(place(name))
              .findFirst()
              .orElse(passage.first("'(\\d+)'"));
    };
  }

  private static @Nullable String only(Passage passage) {
    return passage.text().matches("\\d+") ? passage.text() : null;
  }

  private static @Nullable String month(Passage passage) {
    List<String> months = passage.mentioned(MONTHS);
    return months.isEmpty() ? null : String.valueOf(MONTHS.indexOf(months.get(0)) + 1);
  }

  /** Which argument this is among its likes: {@code a}, {@code arg1}. */
  private static int place(String name) {
    return name.matches("arg\\d")
        ? name.charAt(3) - '0'
        : name.matches("[ab]") ? name.charAt(0) - 'a' : 0;
  }

  private static @Nullable JsonNode truth(String name, Passage passage) {
    if (name.equals("married")) {
      return passage.mentions("married")
          ? JSON.booleanNode(true)
          : passage.mentions("single") ? JSON.booleanNode(false) : null;
    }
    String subject = passage.subject().text();
    return JSON.booleanNode(
        name.equals("value") ? passage.narrowed(subject).mentions("man") : passage.mentions(name));
  }

  /** Names and ages, where an object may have any key. */
  static @Nullable JsonNode pairs(Passage passage) {
    ObjectNode pairs = JSON.objectNode();
    Matcher matcher = AGE.matcher(passage.text());
    while (matcher.find()) {
      pairs.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    return pairs.isEmpty() ? null : pairs;
  }

  /** The part of a passage that a property is about. */
  static Passage about(String property, Passage passage) {
    String found =
        switch (property) {
          case "shippingAddress" -> passage.first("(delivery to [\\w ]+)");
          case "billingAddress" -> passage.first("(billing address should be [\\w ]+)");
          case "pet" -> passage.first("owns (.+)");
          case "left" -> passage.first("([\\d+]+)\\+\\d+(?![\\d+])");
          case "right" -> passage.first("\\+(\\d+)(?![\\d+])");
          default -> null;
        };
    return found == null ? passage : passage.narrowed(found);
  }

  /** Whether a passage is about what one of several schemas describes, by its constant type. */
  static boolean isMeant(JsonNode schema, Passage passage) {
    JsonNode type = schema.path("properties").path("type").path("enum");
    if (type.size() != 1) {
      return true;
    }
    Matcher sum = SUM.matcher(passage.text());
    return switch (type.get(0).asText()) {
      case "Addition" -> sum.find();
      case "Constant" -> only(passage) != null;
      case "Dog" -> passage.mentions("dog") || passage.mentions("Labrador");
      default -> passage.mentions(type.get(0).asText().toLowerCase(Locale.ROOT));
    };
  }
}
