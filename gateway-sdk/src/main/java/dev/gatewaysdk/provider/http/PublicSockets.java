package dev.gatewaysdk.provider.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Names and sockets that lead to public addresses only. The socket is the last to be asked, with
 * the address that it is about to connect to: whatever a name meant before, or a link spelled out.
 */
final class PublicSockets extends SocketFactory implements Dns {
  private final Predicate<InetAddress> addresses;
  private final Dns names;

  PublicSockets(Predicate<InetAddress> addresses, Dns names) {
    this.addresses = addresses;
    this.names = names;
  }

  /** All addresses of the name, or none: one that is not public is a trick, not a spare. */
  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> found = names.lookup(host);
    for (InetAddress address : found) {
      require(address);
    }
    return found;
  }

  private void require(InetAddress address) throws UnknownHostException {
    if (!addresses.test(address)) {
      throw new MediaRefused.Address();
    }
  }

  @Override
  public Socket createSocket() {
    return new Checked();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  private final class Checked extends Socket {
    Checked() {
      super(Proxy.NO_PROXY); // Else the JVM's SOCKS proxy would be asked.
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      InetAddress address = endpoint instanceof InetSocketAddress inet ? inet.getAddress() : null;
      if (address == null) { // Not resolved: whoever does so later is not known.
        throw new MediaRefused.Address();
      }
      require(address);
      super.connect(endpoint, timeout);
    }
  }
}
