package dev.gatewaysdk.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the CPU time and the allocation of this process. */
final class ProcessMeter {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** CPU time of all threads. */
  long cpuNanos() {
    return system.getProcessCpuTime();
  }

  /** Bytes that the live Java threads have allocated. */
  long allocatedBytes() {
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** CPU time of the JIT compiler's threads; 0 elsewhere than on Linux. */
  long compilerNanos() {
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        if (Files.readString(task.resolve("comm")).matches("(?s)C[12] Compiler.*")) {
          sum += Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]);
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return sum;
  }
}
