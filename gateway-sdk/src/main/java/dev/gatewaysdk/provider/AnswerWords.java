package dev.gatewaysdk.provider;

import dev.gatewaysdk.chat.ResponseFormat;
import dev.gatewaysdk.json.RawJson;

/** The form of an answer in words, for models that nothing else holds to it. */
public final class AnswerWords {
  private static final String ONLY = ", without any text or code fence around it";

  private AnswerWords() {}

  /**
   * An instruction.
   *
   * @param format any but free text
   */
  public static String of(ResponseFormat format) {
    RawJson schema = format.schema();
    return schema == null
        ? "Answer with exactly one JSON object" + ONLY + "."
        : "Answer with exactly one JSON value"
            + ONLY
            + ", that matches this JSON Schema:\n"
            + schema.text();
  }
}
