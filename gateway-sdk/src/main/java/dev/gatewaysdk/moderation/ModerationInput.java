package dev.gatewaysdk.moderation;

import dev.gatewaysdk.error.Checks;
import dev.gatewaysdk.error.InvalidRequestException;

/** Something to judge. Immutable; more kinds may come. */
public sealed interface ModerationInput {
  /** A text. */
  record Text(String text) implements ModerationInput {
    /**
     * @throws InvalidRequestException if it is empty
     */
    public Text {
      Checks.text("input", text);
    }

    /** Its length only: what people write is nobody's log line. */
    @Override
    public String toString() {
      return "Text(" + text.length() + " chars)";
    }
  }

  /**
   * A picture.
   *
   * @param url where it is, by http or https, or the picture itself as {@code data:…;base64,…}
   */
  record Image(String url) implements ModerationInput {
    /**
     * @throws InvalidRequestException if it is neither
     */
    public Image {
      Checks.picture("input", url);
    }

    /** Nothing of it: addresses are signed, and pictures long. */
    @Override
    public String toString() {
      return "Image(" + url.length() + " chars)";
    }
  }
}
