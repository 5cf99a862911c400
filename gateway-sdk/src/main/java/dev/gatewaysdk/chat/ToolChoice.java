package dev.gatewaysdk.chat;

import dev.gatewaysdk.error.Names;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model may, must or must not call a tool.
 *
 * @param mode what it may do
 * @param name the tool it must call; null except for {@link Mode#NAMED}
 */
public record ToolChoice(Mode mode, @Nullable String name) {
  /** The model decides. */
  public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, null);

  /** The model must not call a tool. */
  public static final ToolChoice NONE = new ToolChoice(Mode.NONE, null);

  /** The model must call a tool, whichever. */
  public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, null);

  public ToolChoice {
    if ((mode == Mode.NAMED) != (name != null)) {
      throw new IllegalArgumentException("mode NAMED, and no other, has a name");
    }
    if (name != null) {
      Names.require("tool_choice", name);
    }
  }

  /** The model must call that tool. */
  public static ToolChoice named(String name) {
    return new ToolChoice(Mode.NAMED, name);
  }

  /** What the model may do. */
  public enum Mode {
    AUTO,
    NONE,
    REQUIRED,
    NAMED
  }
}
