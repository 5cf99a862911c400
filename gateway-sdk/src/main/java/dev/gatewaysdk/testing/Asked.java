package dev.gatewaysdk.testing;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import java.util.List;

/**
 * A request that has reached a {@link FakeProvider}, after all that the gateway did to it.
 *
 * @param request what is asked
 * @param model the model that it goes to, as the provider names it
 * @param turn counts the requests to this provider, from 1
 * @param streamed whether the answer is wanted as it arrives
 */
public record Asked(ChatRequest request, String model, int turn, boolean streamed) {
  private static final int SHOWN = 80;

  /** As a provider would name the request. */
  String id() {
    return "fake-" + turn;
  }

  /** What the user said last; empty if the user said nothing. */
  public String user() {
    List<String> said = texts(ChatMessage.Role.USER);
    return said.isEmpty() ? "" : said.get(said.size() - 1);
  }

  /** What tools answered, in order; unmodifiable, may be empty. */
  public List<String> toolResults() {
    return texts(ChatMessage.Role.TOOL);
  }

  /** The application's instructions, in order; unmodifiable, may be empty. */
  public List<String> instructions() {
    return texts(ChatMessage.Role.SYSTEM, ChatMessage.Role.DEVELOPER);
  }

  private List<String> texts(ChatMessage.Role... roles) {
    return request.messages().stream()
        .filter(message -> List.of(roles).contains(message.role()))
        .map(ChatMessage::text)
        .toList();
  }

  /** The beginning of what the user said last, for messages; empty if the user said nothing. */
  String excerpt() {
    return shorten(user());
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
