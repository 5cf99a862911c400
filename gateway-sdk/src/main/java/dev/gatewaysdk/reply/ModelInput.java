package dev.gatewaysdk.reply;

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
