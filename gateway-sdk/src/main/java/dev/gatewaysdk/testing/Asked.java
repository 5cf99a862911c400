package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;

/**
 * A request that has reached the fake.
 *
 * @param model the model that it goes to, as the provider names it
 * @param turn counts the requests to this provider, from 1
 */
record Asked(ChatRequest request, String model, int turn) {
  private static final int SHOWN = 80;

  /** As a provider would name the request. */
  String id() {
    return "fake-" + turn;
  }

  /** The beginning of what the user said last, for messages; empty if the user said nothing. */
  String excerpt() {
    String last = "";
    for (ChatMessage message : request.messages()) {
      if (message.role() == ChatMessage.Role.USER) {
        last = message.text();
      }
    }
    return shorten(last);
  }

  static String shorten(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    if (line.length() <= SHOWN) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return line.substring(0, end) + "…";
  }
}
