package dev.gatewaysdk.usage;

import dev.gatewaysdk.reply.ServedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What was used in one hour, by each dimension. Thread-safe, without a lock. */
final class UsageHour {
  private static final int DIMENSIONS = Dimension.values().length;

  private final long hour;
  private final List<UsageRoom> rooms;
  private final List<ConcurrentHashMap<String, UsageCell>> cells = new ArrayList<>(DIMENSIONS);

  /**
   * @param hour hours since 1970-01-01T00:00Z
   * @param rooms where each dimension has room for names
   */
  UsageHour(long hour, List<UsageRoom> rooms) {
    this.hour = hour;
    this.rooms = rooms;
    for (int i = 0; i < DIMENSIONS; i++) {
      cells.add(new ConcurrentHashMap<>());
    }
  }

  long hour() {
    return hour;
  }

  void add(CallRecord call) {
    ServedBy target = call.target();
    cell(Dimension.USER, call.caller().user()).add(call);
    cell(Dimension.PROJECT, call.caller().project()).add(call);
    cell(Dimension.ENDPOINT, call.endpoint()).add(call);
    cell(Dimension.PROVIDER, target == null ? null : target.provider()).add(call);
    cell(Dimension.MODEL, target == null ? null : target.model()).add(call);
  }

  void forEach(Dimension dimension, BiConsumer<String, UsageTotals> action) {
    cells.get(dimension.ordinal()).forEach((key, cell) -> action.accept(key, cell.totals()));
  }

  private UsageCell cell(Dimension dimension, @Nullable String value) {
    ConcurrentHashMap<String, UsageCell> map = cells.get(dimension.ordinal());
    String key = value == null ? UsageRoom.NONE : value;
    UsageCell cell = map.get(key);
    return cell != null ? cell : newCell(map, key, rooms.get(dimension.ordinal()));
  }

  private static UsageCell newCell(
      ConcurrentHashMap<String, UsageCell> map, String key, UsageRoom room) {
    if (UsageRoom.isFree(key)) {
      return map.computeIfAbsent(key, unused -> new UsageCell());
    }
    if (!room.take()) {
      return map.computeIfAbsent(UsageRoom.OTHER, unused -> new UsageCell());
    }
    UsageCell fresh = new UsageCell();
    UsageCell other = map.putIfAbsent(key, fresh);
    if (other == null) {
      return fresh;
    }
    room.giveBack();
    return other;
  }
}
