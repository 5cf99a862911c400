package dev.gatewaysdk.reply;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Surrogates;
import java.util.List;

/** What a model reads, of operations that take one text or several. Immutable; more may come. */
public sealed interface ModelInput {
  /** Characters or tokens. */
  int length();

  /** A text; may be empty. */
  record Text(String text) implements ModelInput {
    /**
     * @throws InvalidRequestException if it was cut inside a character
     */
    public Text {
      Surrogates.require("input", text);
    }

    @Override
    public int length() {
      return text.length();
    }

    /** Its length only: what people write is nobody's log line. */
    @Override
    public String toString() {
      return "Text(" + text.length() + " chars)";
    }
  }

  /**
   * A picture, which only models of embeddings read, and not all of them.
   *
   * @param url where it is, by http or https, or the picture itself as {@code data:…;base64,…}
   */
  record Image(String url) implements ModelInput {
    /**
     * @throws InvalidRequestException if it is neither
     */
    public Image {
      Checks.picture("input", url);
    }

    /** Whether it is the picture itself, so that nobody has to fetch it. */
    public boolean isInline() {
      return url.startsWith("data:");
    }

    /** Of the address, or of the picture as text. */
    @Override
    public int length() {
      return url.length();
    }

    /** Nothing of it: addresses are signed, and pictures long. */
    @Override
    public String toString() {
      return "Image(" + url.length() + " chars)";
    }
  }

  /** A text in the numbers of the model's own tokenizer, which some clients send. */
  record Tokens(List<Integer> tokens) implements ModelInput {
    /**
     * @throws InvalidRequestException if there is none
     */
    public Tokens {
      tokens = List.copyOf(tokens);
      if (tokens.isEmpty()) {
        throw new InvalidRequestException("input", "a list of tokens must not be empty");
      }
    }

    @Override
    public int length() {
      return tokens.size();
    }

    /** Its length only: tokens can be turned back into text. */
    @Override
    public String toString() {
      return "Tokens(" + tokens.size() + ")";
    }
  }
}
