package dev.gatewaysdk.provider.http;

import dev.gatewaysdk.call.MediaFetcher;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Dns;

/** Fetchers to whom one address of this machine counts as public, and any port as the web's. */
public final class LoopbackMedia {
  /** A picture of one point. */
  public static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  static final InetAddress PUBLIC = address("127.0.0.1");

  /** To whom no fetcher of these may connect, although somebody listens there, too. */
  static final InetAddress PRIVATE = address("127.0.0.2");

  private LoopbackMedia() {}

  /** One that takes every name for this machine, by plain http. */
  public static MediaFetcher fetcher() {
    return fetcher(HttpMediaFetcher.builder(), new Names(PUBLIC));
  }

  static HttpMediaFetcher fetcher(HttpMediaFetcher.Builder builder, Dns names) {
    return new HttpMediaFetcher(
        builder.allowPlainHttp(true),
        names,
        address -> address.equals(PUBLIC) || PublicAddresses.contain(address),
        port -> true);
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Answers the first question with the first address, and so on; the last one stays. */
  static final class Names implements Dns {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<List<InetAddress>> answers;

    Names(InetAddress... answers) {
      this(List.of(answers).stream().map(List::of).toList());
    }

    Names(List<List<InetAddress>> answers) {
      this.answers = answers;
    }

    @Override
    public List<InetAddress> lookup(String hostname) {
      asked.add(hostname);
      return answers.get(Math.min(asked.size(), answers.size()) - 1);
    }
  }
}
