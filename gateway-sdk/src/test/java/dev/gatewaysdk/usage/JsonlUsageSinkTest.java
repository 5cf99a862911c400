package dev.gatewaysdk.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysdk.call.Caller;
import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class JsonlUsageSinkTest {
  @TempDir Path directory;

  @Test
  void createsNothingBeforeTheFirstRecord() throws IOException {
    try (JsonlUsageSink sink = new JsonlUsageSink(directory.resolve("logs/usage.jsonl"))) {
      assertThat(directory).isEmptyDirectory();

      sink.record(Records.of("ann"));
    }
    assertThat(lines(directory.resolve("logs/usage.jsonl"))).hasSize(1);
  }

  @Test
  void createsFileAndDirectoriesForTheirOwnerOnly() throws IOException {
    Path file = directory.resolve("a/b/usage.jsonl");
    record(file, "ann");

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    assertThat(permissions(file.getParent().getParent())).isEqualTo("rwx------");
  }

  @Test
  void writesIntoADirectoryThatIsReachedByALink() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);

    record(link.resolve("usage.jsonl"), "ann");

    assertThat(users(real.resolve("usage.jsonl"))).containsExactly("ann");
  }

  @Test
  void refusesASymbolicLinkWhenItIsBuilt() throws IOException {
    Path target = directory.resolve("elsewhere");
    Path link = Files.createSymbolicLink(directory.resolve("usage.jsonl"), target);

    assertThatThrownBy(() -> new JsonlUsageSink(link))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(link.toString())
        .hasMessageContaining("symbolic link");
  }

  @Test
  void refusesASymbolicLinkThatAppearedLater() throws IOException {
    Path target = directory.resolve("elsewhere");
    Path link = directory.resolve("usage.jsonl");
    try (JsonlUsageSink sink = new JsonlUsageSink(link)) {
      Files.createSymbolicLink(link, target);

      assertThatThrownBy(() -> sink.record(Records.of("ann"))).isInstanceOf(ConfigException.class);
      assertThat(target).doesNotExist();

      Files.delete(link);
      sink.record(Records.of("ann"));
    }
    assertThat(users(link)).containsExactly("ann");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> new JsonlUsageSink(directory))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("directory");
    assertThatThrownBy(() -> new JsonlUsageSink(Path.of("/"))).isInstanceOf(ConfigException.class);
  }

  @Test
  void addsToAFileThatIsThere() throws IOException {
    Path file = directory.resolve("usage.jsonl");
    record(file, "ann");
    record(file, "bob");

    assertThat(users(file)).containsExactly("ann", "bob");
  }

  @Test
  void startsOnANewLineAfterATornOne() throws IOException {
    Path file = directory.resolve("usage.jsonl");
    Files.writeString(file, "{\"user\":\"zoe\"}\n{\"user\":\"to");
    record(file, "ann");

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3).element(1).isEqualTo("{\"user\":\"to");
    assertThat(RawJson.parse(lines.get(2)).toMap()).containsEntry("user", "ann");
  }

  @Test
  void startsAnewWhenTheFileWasRotatedOrDeleted() throws IOException {
    Path file = directory.resolve("usage.jsonl");
    Path rotated = directory.resolve("usage.jsonl.1");
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      sink.record(Records.of("ann"));
      Files.move(file, rotated);
      sink.record(Records.of("bob"));

      assertThat(users(rotated)).containsExactly("ann");
      assertThat(users(file)).containsExactly("bob");

      Files.delete(file);
      sink.record(Records.of("eve"));
      assertThat(users(file)).containsExactly("eve");
    }
  }

  @Test
  void warnsOnceOfAFileThatOthersCanRead() throws IOException {
    Path file = Files.createFile(directory.resolve("usage.jsonl"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Logger logger = (Logger) LoggerFactory.getLogger(AppendFile.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      sink.record(Records.of("ann"));
      Files.delete(file);
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      sink.record(Records.of("ann"));
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains(file.toString(), "rw-r--r--", "chmod 600");
  }

  @Test
  void saysWhichFileCannotBeWrittenAndLeavesOutWhoCalled() throws IOException {
    Path blocked = Files.createFile(directory.resolve("not-a-directory")).resolve("usage.jsonl");
    Caller caller =
        Caller.builder().user("canary-user").project("canary-p").tag("t", "canary-tag").build();
    try (JsonlUsageSink sink = new JsonlUsageSink(blocked)) {
      assertThatThrownBy(() -> sink.record(Records.call("req-7", caller).build()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("req-7")
          .hasMessageContaining("usage.jsonl")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void triesAgainAfterAFailure() throws IOException {
    Path parent = Files.createFile(directory.resolve("logs"));
    Path file = parent.resolve("usage.jsonl");
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      assertThatThrownBy(() -> sink.record(Records.of("ann")))
          .isInstanceOf(UncheckedIOException.class);

      Files.delete(parent);
      sink.record(Records.of("bob"));
    }
    assertThat(users(file)).containsExactly("bob");
  }

  @Test
  void writesToAFileSystemWithoutPosixPermissions() throws IOException {
    Path zip = directory.resolve("logs.zip");
    try (FileSystem files =
        FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
      assertThat(files.supportedFileAttributeViews()).doesNotContain("posix");
      Path file = files.getPath("/logs/usage.jsonl");
      record(file, "ann");
      record(file, "bob");

      assertThat(users(file)).containsExactly("ann", "bob");
    }
  }

  @Test
  void takesNothingAfterItIsClosed() {
    Path file = directory.resolve("usage.jsonl");
    JsonlUsageSink sink = new JsonlUsageSink(file);
    sink.record(Records.of("ann"));
    sink.close();
    sink.close();

    assertThatThrownBy(() -> sink.record(Records.of("bob")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString());
  }

  private static void record(Path file, String user) {
    try (JsonlUsageSink sink = new JsonlUsageSink(file)) {
      sink.record(Records.of(user));
    }
  }

  private static List<Map<String, Object>> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(line -> RawJson.parse(line).toMap()).toList();
  }

  private static List<Object> users(Path file) throws IOException {
    return lines(file).stream().map(line -> line.get("user")).toList();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
