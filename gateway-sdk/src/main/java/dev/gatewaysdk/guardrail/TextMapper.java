package dev.gatewaysdk.guardrail;

/** Gives a text of a request another form. */
@FunctionalInterface
public interface TextMapper {
  /**
   * The text as it should be.
   *
   * @param place where it stands, such as {@code messages[2].content}
   * @return the same text if it should stay
   */
  String map(String place, String text);

  /**
   * The same for a text that its provider has sealed, so that it would refuse it changed: reasoning
   * with a signature.
   */
  default String mapSealed(String place, String text) {
    return map(place, text);
  }
}
