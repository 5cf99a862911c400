package dev.gatewaysdk.contract;

import dev.gatewaysdk.chat.ChatMessage;
import dev.gatewaysdk.chat.ChatRequest;
import dev.gatewaysdk.chat.ContentPart;
import dev.gatewaysdk.json.RawJson;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something to ask of a chat that no {@link dev.gatewaysdk.provider.Capability} stands for: each
 * adapter carries it, changes it and says so, or refuses it.
 *
 * @param words what is in the request if it is carried as it is; empty if only the wire knows
 */
record Plea(String name, UnaryOperator<ChatRequest.Builder> ask, List<String> words) {
  /** All that there are. */
  static List<Plea> all() {
    return List.of(
        new Plea("the limit on tokens", chat -> chat.maxTokens(1077), List.of("1077")),
        new Plea("temperature", chat -> chat.temperature(0.375), List.of("0.375")),
        new Plea("top_p", chat -> chat.topP(0.625), List.of("0.625")),
        new Plea("frequency_penalty", chat -> chat.frequencyPenalty(0.375), List.of()),
        new Plea("presence_penalty", chat -> chat.presencePenalty(0.375), List.of()),
        new Plea("instructions", chat -> chat.system("Be terse"), List.of("Be terse")),
        new Plea(
            "earlier turns",
            chat -> chat.message(ChatMessage.assistant("Sunny")).user("And tomorrow?"),
            List.of("Sunny", "And tomorrow?")),
        new Plea(
            "texts in parts",
            chat ->
                chat.message(
                    ChatMessage.user(
                        List.of(new ContentPart.Text("Left"), new ContentPart.Text("Right")))),
            List.of("Left", "Right")),
        new Plea(
            "further fields",
            chat -> chat.extra("plea_of_the_contract", RawJson.of("granted")),
            List.of("plea_of_the_contract", "granted")));
  }

  ChatRequest request(String model) {
    return ask.apply(plainly(model)).build();
  }

  static ChatRequest without(String model) {
    return plainly(model).build();
  }

  private static ChatRequest.Builder plainly(String model) {
    return ChatRequest.builder("@" + SmallRequests.PROVIDER + "/" + model).user("Hello!");
  }
}
