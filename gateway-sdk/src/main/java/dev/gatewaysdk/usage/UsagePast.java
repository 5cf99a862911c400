package dev.gatewaysdk.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What was used in the hours that are no longer kept apart. Guarded by its owner's lock. */
final class UsagePast {
  private final List<UsageRoom> rooms;
  private final List<Map<String, UsageTotals>> totals = new ArrayList<>();
  private final int[] names = new int[Dimension.values().length];

  /**
   * @param rooms where each dimension has room for names; at most half of it is used here, so that
   *     the rest is left for the present
   */
  UsagePast(List<UsageRoom> rooms) {
    this.rooms = rooms;
    rooms.forEach(room -> totals.add(new HashMap<>()));
  }

  /** Takes over an hour with the room that it had; gives back what is not needed of it. */
  void add(UsageHour hour) {
    for (Dimension dimension : Dimension.values()) {
      Map<String, UsageTotals> past = totals.get(dimension.ordinal());
      hour.forEach(
          dimension,
          (name, used) -> past.merge(nameOf(dimension, past, name), used, UsageTotals::plus));
    }
  }

  void forEach(Dimension dimension, BiConsumer<String, UsageTotals> action) {
    totals.get(dimension.ordinal()).forEach(action);
  }

  private String nameOf(Dimension dimension, Map<String, UsageTotals> past, String name) {
    if (UsageRoom.isFree(name)) {
      return name;
    }
    UsageRoom room = rooms.get(dimension.ordinal());
    boolean known = past.containsKey(name);
    if (!known && names[dimension.ordinal()] < room.names() / 2) {
      names[dimension.ordinal()]++;
      return name;
    }
    room.giveBack();
    return known ? name : UsageRoom.OTHER;
  }
}
