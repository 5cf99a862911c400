package dev.gatewaysdk.chat;

/** Why the model stopped. More may come; the provider's own word is always beside it. */
public enum FinishReason {
  /** It had said all, or met a stop sequence. */
  STOP,
  /** It reached the limit on tokens. */
  LENGTH,
  /** It asks for tools. */
  TOOL_CALLS,
  /** A content filter stopped it, or it refused. */
  CONTENT_FILTER,
  /** The provider paused a long turn: send the answer back to go on. */
  PAUSED,
  /** A reason that this version does not know, or none was given. */
  OTHER
}
