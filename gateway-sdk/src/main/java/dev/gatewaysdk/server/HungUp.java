package dev.gatewaysdk.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which clients have hung up while they were owed an answer. The JDK's server does not say, but on
 * Linux the kernel does: their connections are in the state {@code CLOSE_WAIT}. Elsewhere, and
 * where the kernel's table cannot be read, nobody has.
 */
final class HungUp {
  private static final String CLOSE_WAIT = "08";
  private static final String MAPPED = "0000000000000000FFFF0000";

  private final List<Path> tables;

  /** The kernel's own tables. */
  HungUp() {
    this(List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6")));
  }

  /**
   * @param tables in the form of Linux's {@code /proc/net/tcp}
   */
  HungUp(List<Path> tables) {
    this.tables = tables.stream().filter(Files::isReadable).toList();
  }

  /** Whether that can be known here. */
  boolean isKnown() {
    return !tables.isEmpty();
  }

  /** The clients that have hung up, in the table's own form: see {@link #key}. */
  Set<String> clients() {
    Set<String> clients = new HashSet<>();
    for (Path table : tables) {
      try (BufferedReader lines = Files.newBufferedReader(table)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          add(line, clients);
        }
      } catch (IOException e) {
        return Set.of(); // As where there is no table.
      }
    }
    return clients;
  }

  /** {@code sl local_address rem_address st …}, with addresses as {@code 0100007F:1F90}. */
  private static void add(String line, Set<String> clients) {
    String[] fields = line.strip().split(" +", 5);
    if (fields.length == 5 && fields[3].equals(CLOSE_WAIT)) {
      int port = fields[1].lastIndexOf(':');
      String remote = fields[2].startsWith(MAPPED) ? fields[2].substring(24) : fields[2];
      clients.add(fields[1].substring(port + 1) + " " + remote);
    }
  }

  /** A connection in the table's form: our port, and the client's address and port. */
  static String key(int port, InetSocketAddress client) {
    ByteBuffer address = ByteBuffer.wrap(client.getAddress().getAddress());
    address.order(ByteOrder.nativeOrder()); // The kernel prints words, not bytes.
    StringBuilder key = new StringBuilder();
    key.append(hex(port, 4)).append(' ');
    while (address.hasRemaining()) {
      key.append(hex(address.getInt(), 8));
    }
    return key.append(':').append(hex(client.getPort(), 4)).toString();
  }

  private static String hex(int number, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "X", number);
  }
}
