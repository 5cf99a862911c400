package dev.gatewaysdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HungUpTest {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  private static final String LOOPBACK = LITTLE ? "0100007F" : "7F000001";
  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
         0: @:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
         1: @:1F90 @:D431 01 00000000:00000000 00:00000000 00000000     0
         2: @:1F90 @:D432 08 00000000:00000001 00:00000000 00000000     0
        nonsense 08
      """
          .replace("@", LOOPBACK);

  @TempDir Path directory;

  private HungUp table(String text) throws IOException {
    return new HungUp(List.of(Files.writeString(directory.resolve("tcp"), text)));
  }

  private static String key(String host, int port) throws IOException {
    return HungUp.key(8080, new InetSocketAddress(InetAddress.getByName(host), port));
  }

  @Test
  void findsTheConnectionsThatTheClientHasClosed() throws IOException {
    assertThat(table(TABLE).clients()).containsExactly(key("127.0.0.1", 0xD432));
  }

  @Test
  void findsThemAmongMappedAddresses() throws IOException {
    String mapped = TABLE.replace(LOOPBACK, "0000000000000000FFFF0000" + LOOPBACK);

    assertThat(table(mapped).clients()).containsExactly(key("127.0.0.1", 0xD432));
  }

  @Test
  void findsThemAmongAddressesOfVersion6() throws IOException {
    String one = LITTLE ? "01000000" : "00000001";
    String six = TABLE.replace(LOOPBACK, "000000000000000000000000" + one);

    assertThat(table(six).clients()).containsExactly(key("::1", 0xD432));
  }

  @Test
  void knowsNothingWhereThereIsNoTable() {
    HungUp nowhere = new HungUp(List.of(directory.resolve("none")));

    assertThat(nowhere.isKnown()).isFalse();
    assertThat(nowhere.clients()).isEmpty();
  }
}
