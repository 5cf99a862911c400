package dev.gatewaysdk.chat;

import dev.gatewaysdk.chat.ContentPart.Reasoning;
import dev.gatewaysdk.chat.ContentPart.Refusal;
import dev.gatewaysdk.chat.ContentPart.Text;
import dev.gatewaysdk.chat.ContentPart.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message of a conversation. Immutable; equal if all its parts are. */
public final class ChatMessage {
  /** Who speaks. */
  public enum Role {
    /** Instructions of the application. */
    SYSTEM,
    /** Instructions of the application, as OpenAI's newer models call them. */
    DEVELOPER,
    /** The user. */
    USER,
    /** The model. */
    ASSISTANT,
    /** A tool's result, for the model. */
    TOOL
  }

  private final Role role;
  private final List<ContentPart> parts;
  private final @Nullable String toolCallId;
  private final @Nullable String name;

  private ChatMessage(
      Role role, List<ContentPart> parts, @Nullable String toolCallId, @Nullable String name) {
    this.role = role;
    this.parts = List.copyOf(parts);
    this.toolCallId = toolCallId;
    this.name = name;
  }

  /** Instructions of the application. */
  public static ChatMessage system(String text) {
    return system(List.of(new Text(text)));
  }

  /** Instructions of the application, in parts. */
  public static ChatMessage system(List<ContentPart> parts) {
    return new ChatMessage(Role.SYSTEM, parts, null, null);
  }

  /** Instructions of the application, in OpenAI's newer role. */
  public static ChatMessage developer(String text) {
    return developer(List.of(new Text(text)));
  }

  /** Instructions of the application, in OpenAI's newer role and in parts. */
  public static ChatMessage developer(List<ContentPart> parts) {
    return new ChatMessage(Role.DEVELOPER, parts, null, null);
  }

  /** What the user says. */
  public static ChatMessage user(String text) {
    return user(List.of(new Text(text)));
  }

  /** What the user says and shows. */
  public static ChatMessage user(List<ContentPart> parts) {
    return new ChatMessage(Role.USER, parts, null, null);
  }

  /** What the model said. */
  public static ChatMessage assistant(String text) {
    return assistant(List.of(new Text(text)));
  }

  /** What the model said, thought and asked for. */
  public static ChatMessage assistant(List<ContentPart> parts) {
    return new ChatMessage(Role.ASSISTANT, parts, null, null);
  }

  /**
   * The result of a tool.
   *
   * @param toolCallId the id of the {@link ToolCall} that it answers
   */
  public static ChatMessage toolResult(String toolCallId, String text) {
    return toolResult(toolCallId, List.of(new Text(text)));
  }

  /** The result of a tool, in parts. */
  public static ChatMessage toolResult(String toolCallId, List<ContentPart> parts) {
    return new ChatMessage(Role.TOOL, parts, toolCallId, null);
  }

  /** The same message with the speaker's name, which OpenAI's models see. */
  public ChatMessage named(String name) {
    return new ChatMessage(role, parts, toolCallId, name);
  }

  /** The same message made of other parts. */
  public ChatMessage withParts(List<ContentPart> parts) {
    return new ChatMessage(role, parts, toolCallId, name);
  }

  /** Who speaks. */
  public Role role() {
    return role;
  }

  /** What it is made of, in order; unmodifiable, may be empty. */
  public List<ContentPart> parts() {
    return parts;
  }

  /** The tool call that it answers; null except for role {@link Role#TOOL}. */
  public @Nullable String toolCallId() {
    return toolCallId;
  }

  /** The speaker's name; null if not given. */
  public @Nullable String name() {
    return name;
  }

  /** All visible text, joined without a separator; empty if there is none. */
  public String text() {
    return join(Text.class);
  }

  /** All visible reasoning, joined without a separator; empty if there is none. */
  public String reasoning() {
    return join(Reasoning.class);
  }

  /** The model's words for refusing; null if it did not refuse. */
  public @Nullable String refusal() {
    String text = join(Refusal.class);
    return text.isEmpty() ? null : text;
  }

  /** The tools that the model asks for, in order; unmodifiable, may be empty. */
  public List<ToolCall> toolCalls() {
    List<ToolCall> calls = new ArrayList<>();
    for (ContentPart part : parts) {
      if (part instanceof ToolCall call) {
        calls.add(call);
      }
    }
    return List.copyOf(calls);
  }

  private String join(Class<? extends ContentPart> kind) {
    String only = null;
    StringBuilder joined = null;
    for (ContentPart part : parts) {
      if (!kind.isInstance(part)) {
        continue;
      }
      String text = textOf(part);
      if (only == null) {
        only = text;
      } else {
        if (joined == null) {
          joined = new StringBuilder(only);
        }
        joined.append(text);
      }
    }
    return joined != null ? joined.toString() : only != null ? only : "";
  }

  private static String textOf(ContentPart part) {
    if (part instanceof Text text) {
      return text.text();
    }
    if (part instanceof Reasoning reasoning) {
      return reasoning.text();
    }
    return part instanceof Refusal refusal ? refusal.text() : "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatMessage message
        && role == message.role
        && parts.equals(message.parts)
        && Objects.equals(toolCallId, message.toolCallId)
        && Objects.equals(name, message.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(role, parts, toolCallId, name);
  }

  /** Its role and number of parts only: what people write is nobody's log line. */
  @Override
  public String toString() {
    return "ChatMessage(" + role + ", " + parts.size() + " parts)";
  }
}
