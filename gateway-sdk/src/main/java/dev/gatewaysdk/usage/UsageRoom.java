package dev.gatewaysdk.usage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Bounds how many names of a dimension totals are kept of, so that no flood of names fills the
 * memory, or takes the room of another dimension.
 */
final class UsageRoom {
  static final String NONE = "(none)";
  static final String OTHER = "(other)";

  private final int names;
  private final AtomicInteger left;
  private final BooleanSupplier makeRoom;

  /**
   * @param makeRoom gives back what can be spared; false if that is nothing
   */
  UsageRoom(int names, BooleanSupplier makeRoom) {
    this.names = names;
    this.left = new AtomicInteger(names);
    this.makeRoom = makeRoom;
  }

  /** Whether cells of that name are there for every call, and so need no room. */
  static boolean isFree(String name) {
    return name.equals(NONE) || name.equals(OTHER);
  }

  /** How many names there is room for in all. */
  int names() {
    return names;
  }

  /** Takes room for one name, if there is any. */
  boolean take() {
    return takeLeft() || (makeRoom.getAsBoolean() && takeLeft());
  }

  void giveBack() {
    left.incrementAndGet();
  }

  private boolean takeLeft() {
    if (left.getAndDecrement() > 0) {
      return true;
    }
    left.incrementAndGet();
    return false;
  }
}
