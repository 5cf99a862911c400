package dev.gatewaysdk.provider.http;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The rules for links that strangers write, before anything is looked up or connected to. */
final class MediaLinks {
  static final IntPredicate WEB_PORTS = port -> port == 80 || port == 443;

  /** Names of this machine, its network or its cloud, whatever they resolve to. */
  private static final List<String> INNER =
      List.of("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa");

  private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private final List<String> hosts;
  private final boolean plainHttp;
  private final IntPredicate ports;
  private final Predicate<InetAddress> addresses;

  /**
   * @param hosts the only ones to go to, {@code *.} before a domain for all below it; empty for all
   */
  MediaLinks(
      List<String> hosts, boolean plainHttp, IntPredicate ports, Predicate<InetAddress> addresses) {
    this.hosts = List.copyOf(hosts);
    this.plainHttp = plainHttp;
    this.ports = ports;
    this.addresses = addresses;
  }

  /** The link that a redirect names, if one may go there. */
  HttpUrl redirected(HttpUrl from, @Nullable String location) throws IOException {
    HttpUrl to = location == null ? null : from.resolve(location);
    if (to == null) {
      throw new MediaRefused("it is a redirect to nowhere");
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new MediaRefused("it redirects from https to plain http");
    }
    require(to);
    return to;
  }

  /**
   * @throws MediaRefused if a rule forbids to go there
   */
  void require(HttpUrl link) throws IOException {
    if (!link.isHttps() && !plainHttp) {
      throw new MediaRefused("it is plain http, and only https is allowed");
    }
    if (!link.username().isEmpty() || !link.password().isEmpty()) {
      throw new MediaRefused("the link holds a user name or password");
    }
    if (!ports.test(link.port())) {
      throw new MediaRefused("port " + link.port() + " is not allowed, only 80 and 443 are");
    }
    String host = withoutDot(link.host());
    if (!hosts.isEmpty() && hosts.stream().noneMatch(allowed -> matches(allowed, host))) {
      throw new MediaRefused("it is not among the hosts that are allowed");
    }
    requirePublic(host);
  }

  private void requirePublic(String host) throws IOException {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (host.contains(":") || DOTTED_QUAD.matcher(host).matches()) {
      if (!addresses.test(InetAddress.getByName(host))) { // An address, so nothing is looked up.
        throw new MediaRefused.Address();
      }
    } else if (NUMBER.matcher(last).matches()) { // Resolvers read 0x7f000001 and 127.1 as numbers.
      throw new MediaRefused("its address is in a form that hides it");
    } else if (host.equals(last) || INNER.stream().anyMatch(name -> isBelow(name, host))) {
      throw new MediaRefused("its name is of an inner network");
    }
  }

  private static boolean matches(String allowed, String host) {
    return allowed.startsWith("*.")
        ? isBelow(allowed.substring(2), host) && host.length() > allowed.length() - 2
        : host.equals(allowed);
  }

  private static boolean isBelow(String domain, String host) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static String withoutDot(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
