package dev.gatewaysdk.provider.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are anybody's on the Internet, and none of this machine, its network or its
 * cloud. Source: IANA's registries of special-purpose IPv4 and IPv6 addresses.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC =
      List.of(
          block("0.0.0.0", 8), // This network; 0.0.0.0 reaches this machine.
          block("10.0.0.0", 8),
          block("100.64.0.0", 10), // Behind a carrier's NAT, and metadata of some clouds.
          block("127.0.0.0", 8),
          block("168.63.129.16", 32), // Azure's agent of each machine.
          block("169.254.0.0", 16), // Link-local, and metadata of most clouds.
          block("172.16.0.0", 12),
          block("192.0.0.0", 24), // Protocols, and metadata of Oracle's cloud.
          block("192.0.2.0", 24),
          block("192.88.99.0", 24), // Relays of 6to4.
          block("192.168.0.0", 16),
          block("198.18.0.0", 15),
          block("198.51.100.0", 24),
          block("203.0.113.0", 24),
          block("224.0.0.0", 3)); // Multicast, reserved, broadcast.

  private static final Block UNICAST = block("2000::", 3);

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          block("2001::", 23), // Protocols, Teredo among them, which holds an IPv4 address.
          block("2001:db8::", 32),
          block("2002::", 16), // 6to4, which holds an IPv4 address.
          block("3fff::", 20));

  /** Stands for an IPv4 address, where DNS64 gives names of IPv4 hosts to an IPv6 network. */
  private static final Block NAT64 = block("64:ff9b::", 96);

  private static final int NAT64_ADDRESS = 12;

  private record Block(byte[] first, int bits) {
    boolean contains(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = 0xff00 >> (bits % 8); // The low byte of it has that many ones in front.
      return Arrays.equals(address, 0, whole, first, 0, whole)
          && (bits % 8 == 0 || ((address[whole] ^ first[whole]) & mask & 0xff) == 0);
    }
  }

  private PublicAddresses() {}

  /** Whether the gateway may connect to it on the word of a stranger. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet6Address v6)) {
      return isPublic4(bytes);
    }
    if (v6.getScopeId() != 0 || v6.getScopedInterface() != null) {
      return false; // A zone is of this machine alone.
    }
    if (NAT64.contains(bytes)) {
      return isPublic4(Arrays.copyOfRange(bytes, NAT64_ADDRESS, bytes.length));
    }
    return UNICAST.contains(bytes) && NOT_PUBLIC_6.stream().noneMatch(b -> b.contains(bytes));
  }

  private static boolean isPublic4(byte[] bytes) {
    return NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
  }

  private static Block block(String first, int bits) {
    try {
      return new Block(InetAddress.getByName(first).getAddress(), bits); // Asks no name server.
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
