package dev.gatewaysdk.reply;

/**
 * Something that a translation changed, because the target cannot do what was asked.
 *
 * @param kind what was done
 * @param subject the part of the request or reply, such as {@code temperature}
 * @param detail what it was made into and why, without its content
 */
public record Adjustment(Kind kind, String subject, String detail) {
  /** What was done. More may come. */
  public enum Kind {
    /** Left out. */
    DROPPED,
    /** Brought into the range that the target takes. */
    CLAMPED,
    /** Expressed by other means. */
    EMULATED,
    /** Filled in, because the target demands it. */
    DEFAULTED,
    /** The provider contradicts itself; passed on as it came. */
    CONTRADICTION;

    /** Whether something that was asked for is lost by it; a strict endpoint refuses that. */
    public boolean loses() {
      return this == DROPPED || this == CLAMPED;
    }
  }
}
