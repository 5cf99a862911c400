package dev.gatewaysdk.embedding;

import dev.gatewaysdk.error.InvalidRequestException;
import dev.gatewaysdk.error.Surrogates;
import java.util.List;

/** What a vector is made of. Immutable; more kinds may come. */
public sealed interface EmbeddingInput {
  /** A text. */
  record Text(String text) implements EmbeddingInput {
    /**
     * @throws InvalidRequestException if it is empty
     */
    public Text {
      if (text.isEmpty()) {
        throw new InvalidRequestException("input", "a text to embed must not be empty");
      }
      Surrogates.require("input", text);
    }

    /** Its length only: what people write is nobody's log line. */
    @Override
    public String toString() {
      return "Text(" + text.length() + " chars)";
    }
  }

  /** A text in the numbers of the model's own tokenizer, which some clients send. */
  record Tokens(List<Integer> tokens) implements EmbeddingInput {
    /**
     * @throws InvalidRequestException if there is none
     */
    public Tokens {
      tokens = List.copyOf(tokens);
      if (tokens.isEmpty()) {
        throw new InvalidRequestException("input", "a list of tokens to embed must not be empty");
      }
    }

    /** Its length only: tokens can be turned back into text. */
    @Override
    public String toString() {
      return "Tokens(" + tokens.size() + ")";
    }
  }
}
