package dev.gatewaysdk.price;

import org.jspecify.annotations.Nullable;

/** What the names of models tell about their families. */
final class ModelName {
  private static final String FINE_TUNED = "ft:";

  private ModelName() {}

  /**
   * The name of the family that a model's price is that of, or null if the name tells none.
   *
   * <ul>
   *   <li>A fine-tuned model is billed as all that were tuned from the same base: {@code
   *       ft:gpt-4o-mini-2024-07-18:acme:tone:Ab12} is of {@code ft:gpt-4o-mini-2024-07-18}.
   *   <li>A dated snapshot is billed as the model without its date, which is at the end and reads
   *       {@code -2024-11-20}, {@code -20250929} or {@code @20250929}. Other figures ({@code
   *       -0613}, {@code -2411}, {@code -001}) are versions, which may cost otherwise.
   * </ul>
   */
  static @Nullable String family(String model) {
    if (model.startsWith(FINE_TUNED)) {
      int colon = model.indexOf(':', FINE_TUNED.length());
      if (colon >= 0) {
        return model.substring(0, colon);
      }
    }
    int end = Math.max(beforeDate(model, "-dddd-dd-dd"), beforeDate(model, "-dddddddd"));
    end = Math.max(end, beforeDate(model, "@dddddddd"));
    return end > 0 ? model.substring(0, end) : null;
  }

  /** Where a date of this century begins that ends the name in this shape; -1 if none does. */
  private static int beforeDate(String model, String shape) {
    int start = model.length() - shape.length();
    if (start < 0) {
      return -1;
    }
    int date = 0;
    for (int i = 0; i < shape.length(); i++) {
      char found = model.charAt(start + i);
      if (shape.charAt(i) != 'd') {
        if (found != shape.charAt(i)) {
          return -1;
        }
      } else if (found < '0' || found > '9') {
        return -1;
      } else {
        date = date * 10 + (found - '0');
      }
    }
    return isDate(date / 10_000, date / 100 % 100, date % 100) ? start : -1;
  }

  private static boolean isDate(int year, int month, int day) {
    return year >= 2000 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
}
