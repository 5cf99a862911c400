package dev.gatewaysdk.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Reads the CPU time and the allocation of this process. */
final class ProcessMeter {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final List<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();
  private final long earlierCollections = collections();
  private long seen; // Guarded by this, as the next.
  private long freed;

  ProcessMeter() {
    for (GarbageCollectorMXBean collector : collectors) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notice, handback) -> collected(notice), null, null);
    }
  }

  private synchronized void collected(Notification notice) {
    GcInfo collection =
        GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData()).getGcInfo();
    freed += used(collection.getMemoryUsageBeforeGc()) - used(collection.getMemoryUsageAfterGc());
    seen++;
    notifyAll();
  }

  private long used(Map<String, MemoryUsage> pools) {
    return heapPools.stream().mapToLong(pool -> pools.get(pool).getUsed()).sum();
  }

  private long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  /** CPU time of all threads. */
  long cpuNanos() {
    return system.getProcessCpuTime();
  }

  /**
   * Bytes allocated so far: what is on the heap and what was collected. Not summed over threads,
   * since short-lived ones would be missed.
   */
  synchronized long allocatedBytes() throws InterruptedException {
    while (seen < collections() - earlierCollections) {
      wait(100); // Notices of collections come a little later.
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + freed;
  }

  /** CPU time of the JIT compiler's threads; 0 elsewhere than on Linux. */
  long compilerNanos() {
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        sum += compilerNanos(task);
      }
    } catch (IOException e) {
      return 0;
    }
    return sum;
  }

  private static long compilerNanos(Path task) {
    try {
      return Files.readString(task.resolve("comm")).matches("(?s)C[12] Compiler.*")
          ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0])
          : 0;
    } catch (IOException e) {
      return 0; // It has just ended, so it was none of the compiler's.
    }
  }
}
