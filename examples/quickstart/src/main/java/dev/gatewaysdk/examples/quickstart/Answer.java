package dev.gatewaysdk.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * What a stand-in for a model answers: a text, or a tool that it asks for.
 *
 * @param text what it says; empty if it asks for a tool
 * @param tool the tool's name; null if it asks for none
 * @param arguments the tool's arguments, as JSON
 */
public record Answer(String text, @Nullable String tool, String arguments) {

  /** Says a text. */
  public static Answer text(String text) {
    return new Answer(text, null, "{}");
  }

  /** Asks for a tool with arguments, a JSON object. */
  public static Answer toolCall(String name, String arguments) {
    return new Answer("", name, arguments);
  }
}
