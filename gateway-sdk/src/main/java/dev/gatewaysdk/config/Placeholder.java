package dev.gatewaysdk.config;

import dev.gatewaysdk.secret.Secret;
import dev.gatewaysdk.secret.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a text: what is written there, or what to put there instead. */
sealed interface Placeholder {
  /** What may be written, for messages. */
  String FORMS = "${NAME}, ${file:PATH}, {{secrets/SCOPE/KEY}}, and $${ for ${ itself";

  /** The text to put there. */
  String value(Lookup lookup) throws NoValueException;

  /** The same as a credential, which is looked up when it is needed. */
  Secret secret(Lookup lookup);

  /**
   * @param written from the opening to the closing braces
   * @return null if it is malformed
   */
  static @Nullable Placeholder parse(String written) {
    Matcher variable = Variable.FORM.matcher(written);
    if (variable.matches()) {
      return new Variable(variable.group(1));
    }
    Matcher file = FileContent.FORM.matcher(written);
    if (file.matches()) {
      return new FileContent(file.group(1));
    }
    Matcher stored = Stored.FORM.matcher(written);
    return stored.matches() ? new Stored(stored.group(1), stored.group(2)) : null;
  }

  /** Says that a placeholder is malformed. */
  static String malformed(String written) {
    return "malformed placeholder " + Shown.text(written) + "; allowed: " + FORMS;
  }

  /** What stands in the file itself. */
  record Literal(String text) implements Placeholder {
    @Override
    public String value(Lookup lookup) {
      return text;
    }

    @Override
    public Secret secret(Lookup lookup) {
      return Secret.of(text);
    }

    /** Without the text, which may be a credential. */
    @Override
    public String toString() {
      return "Literal";
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Placeholder {
    static final Pattern FORM = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    @Override
    public String value(Lookup lookup) throws NoValueException {
      String value = lookup.environment().apply(name);
      if (value == null || value.isBlank()) {
        String state = value == null ? "is not set" : "is blank";
        throw new NoValueException("environment variable " + name + " " + state);
      }
      return value;
    }

    @Override
    public Secret secret(Lookup lookup) {
      return Secret.env(name, lookup.environment());
    }
  }

  /** A file's content without the white space around it. */
  record FileContent(String path) implements Placeholder {
    static final Pattern FORM = Pattern.compile("\\$\\{file:([^{}]+)}");

    @Override
    public String value(Lookup lookup) throws NoValueException {
      Path file = lookup.path(path);
      if (file == null || !Files.isRegularFile(file)) {
        throw new NoValueException("there is no file " + shown(file));
      }
      try {
        String content = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (content.isEmpty()) {
          throw new NoValueException("file " + shown(file) + " is empty");
        }
        return content;
      } catch (IOException e) {
        throw new NoValueException(
            "cannot read file " + shown(file) + ": " + e.getClass().getSimpleName());
      }
    }

    private String shown(@Nullable Path file) {
      return file == null ? Shown.text(path) : file.toString();
    }

    @Override
    public Secret secret(Lookup lookup) {
      return Secret.file(Objects.requireNonNull(lookup.path(path)));
    }
  }

  /** A secret of the vault. */
  record Stored(String scope, String key) implements Placeholder {
    static final Pattern FORM =
        Pattern.compile("\\{\\{\\s*secrets/([^/{}\\s]+)/([^/{}\\s]+)\\s*}}");

    @Override
    public String value(Lookup lookup) throws NoValueException {
      SecretSource vault = lookup.vault();
      if (vault == null) {
        throw new NoValueException(
            "there is no vault to look up {{secrets/" + scope + "/" + key + "}} in");
      }
      String value;
      try {
        value = vault.find(scope, key);
      } catch (RuntimeException e) { // Foreign code; its message may hold anything.
        throw new NoValueException(
            "the vault failed on {{secrets/"
                + (scope + "/" + key + "}}: " + e.getClass().getSimpleName()));
      }
      if (value == null || value.isBlank()) {
        throw new NoValueException("the vault has no {{secrets/" + scope + "/" + key + "}}");
      }
      return value;
    }

    @Override
    public Secret secret(Lookup lookup) {
      return Secret.stored(Objects.requireNonNull(lookup.vault()), scope, key);
    }
  }

  /** There is nothing to put in the placeholder's place. */
  final class NoValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    NoValueException(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }
}
