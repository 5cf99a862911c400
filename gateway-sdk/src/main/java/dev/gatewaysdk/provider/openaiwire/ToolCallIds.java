package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;

/**
 * Ids that tie tool calls of a request to their results, in the form that the host takes. One
 * instance for one request.
 */
final class ToolCallIds {
  private static final int MISTRAL_LENGTH = 9;
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final WireFlavor flavor;
  private final Losses losses;
  private int namelessCalls;
  private int namelessResults;

  ToolCallIds(WireFlavor flavor, Losses losses) {
    this.flavor = flavor;
    this.losses = losses;
  }

  String ofCall(String id) {
    return id.isEmpty() ? madeUp(namelessCalls++) : suited(id);
  }

  String ofResult(String id) {
    return id.isEmpty() ? madeUp(namelessResults++) : suited(id);
  }

  /** Calls without an id are tied to their results by their order. */
  private String madeUp(int number) {
    losses.emulated("messages.tool_call_id", "made up, since it had none");
    return suited("call_" + number);
  }

  private String suited(String id) {
    if (!flavor.has(Trait.MISTRAL_FORMS) || isMistrals(id)) {
      return id;
    }
    losses.emulated("messages.tool_call_id", "shortened: Mistral takes 9 letters and digits only");
    long hash = 0xcbf29ce484222325L; // FNV-1a, so that equal ids stay equal.
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    StringBuilder suited = new StringBuilder(MISTRAL_LENGTH);
    for (int i = 0; i < MISTRAL_LENGTH; i++) {
      suited.append(DIGITS.charAt((int) Long.remainderUnsigned(hash, DIGITS.length())));
      hash = Long.divideUnsigned(hash, DIGITS.length());
    }
    return suited.toString();
  }

  private static boolean isMistrals(String id) {
    return id.length() == MISTRAL_LENGTH && id.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }
}
