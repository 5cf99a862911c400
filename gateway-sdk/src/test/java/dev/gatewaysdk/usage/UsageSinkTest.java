package dev.gatewaysdk.usage;

import dev.gatewaysdk.contract.UsageSinkContract;
import dev.gatewaysdk.testing.ManualClock;
import dev.gatewaysdk.testing.RecordingUsageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class UsageSinkTest {
  @Nested
  class InMemory extends UsageSinkContract {
    @Override
    protected UsageSink sink() {
      return new InMemoryUsage(new ManualClock(Instant.parse("2026-03-01T12:00:01Z")));
    }

    @Override
    protected long taken(UsageSink sink) {
      return ((InMemoryUsage) sink).total().calls();
    }
  }

  @Nested
  class InAFile extends UsageSinkContract {
    @TempDir Path directory;

    private Path file() {
      return directory.resolve("usage.jsonl");
    }

    @Override
    protected UsageSink sink() {
      return new JsonlUsageSink(file());
    }

    @Override
    protected long taken(UsageSink sink) throws IOException {
      return Files.exists(file()) ? Files.readAllLines(file()).size() : 0;
    }
  }

  @Nested
  class ForTests extends UsageSinkContract {
    @Override
    protected UsageSink sink() {
      return new RecordingUsageSink();
    }

    @Override
    protected long taken(UsageSink sink) {
      return ((RecordingUsageSink) sink).records().size();
    }
  }
}
