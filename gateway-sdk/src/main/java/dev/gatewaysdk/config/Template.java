package dev.gatewaysdk.config;

import dev.gatewaysdk.config.Placeholder.Literal;
import dev.gatewaysdk.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders: {@code ${NAME}}, {@code ${file:path}} and {@code
 * {{secrets/scope/key}}}. A dollar before <code>${</code> makes it stand for itself. What a
 * placeholder gives is not searched for more.
 */
final class Template {
  private final List<Placeholder> parts;

  private Template(List<Placeholder> parts) {
    this.parts = parts;
  }

  /** Null if a placeholder is malformed. */
  static @Nullable Template parse(String text, Consumer<String> problems) {
    List<Placeholder> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean sound = true;
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        literal.append("${");
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("{{", at)) {
        String end = text.charAt(at) == '$' ? "}" : "}}";
        int close = text.indexOf(end, at + 2);
        int next = close < 0 ? text.length() : close + end.length();
        Placeholder part = close < 0 ? null : Placeholder.parse(text.substring(at, next));
        if (part == null) {
          problems.accept(Placeholder.malformed(text.substring(at, next)));
          sound = false;
        } else {
          flush(literal, parts);
          parts.add(part);
        }
        at = next;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    flush(literal, parts);
    return sound ? new Template(parts) : null;
  }

  private static void flush(StringBuilder literal, List<Placeholder> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** What it is put together from; equal for texts that are written alike. */
  List<Placeholder> parts() {
    return parts;
  }

  /** Whether there is no placeholder in it. */
  boolean isLiteral() {
    return parts.stream().allMatch(Literal.class::isInstance);
  }

  /** Whether it asks the vault, which may change its answer and is not asked before a call. */
  boolean asksVault() {
    return parts.stream().anyMatch(Placeholder.Stored.class::isInstance);
  }

  /** The text as of now; null if a placeholder has no value. */
  @Nullable String expand(Lookup lookup, Consumer<String> problems) {
    StringBuilder text = new StringBuilder();
    boolean sound = true;
    for (Placeholder part : parts) {
      try {
        text.append(part.value(lookup));
      } catch (Placeholder.NoValueException e) {
        problems.accept(e.problem());
        sound = false;
      }
    }
    return sound ? text.toString() : null;
  }

  /** The text as a credential: looked up again, where what a placeholder stands for can change. */
  Secret secret(Lookup lookup) {
    if (parts.size() == 1) {
      return parts.get(0).secret(lookup);
    }
    return Secret.supplier(() -> expand(lookup, problem -> {}));
  }
}
