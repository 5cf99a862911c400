package dev.gatewaysdk.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaLinksTest {
  private static MediaLinks links(boolean plainHttp, String... hosts) {
    return new MediaLinks(
        List.of(hosts), plainHttp, MediaLinks.WEB_PORTS, PublicAddresses::contain);
  }

  private static void require(MediaLinks links, String url) throws IOException {
    links.require(HttpUrl.get(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://images.example.com/a.png",
        "https://images.example.com:443/a.png?key=1",
        "https://images.example.com:80/a.png",
        "https://images.example.com./a.png",
        "https://8.8.8.8/a.png",
        "https://[2606:4700:4700::1111]/a.png",
        "https://münchen.example/a.png",
        "https://locals.example/a.png"
      })
  void ofPublicHostsMayBeFollowed(String url) throws IOException {
    require(links(false), url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1]/",
        "https://127。0。0。1/",
        "https://１２７.0.0.1/",
        "https://%31%32%37.0.0.1/"
      })
  void ofAddressesThatAreNotPublicAreRefused(String url) {
    assertThatThrownBy(() -> require(links(false), url))
        .isInstanceOf(MediaRefused.Address.class)
        .hasMessage("it leads to an address that is not public");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.1/",
        "https://017700000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://127.0.0.0x1/",
        "https://127.0.0.1./",
        "https://1.2.3.4.5/",
        "https://8.8.8.256/",
        "https://999.1.1.1/",
        "https://example.0x7f/",
        "https://localhost/",
        "https://localhost./",
        "https://LOCALHOST/",
        "https://app.localhost/",
        "https://metadata/",
        "https://metadata.google.internal/",
        "https://METADATA.GOOGLE.INTERNAL./",
        "https://kubernetes.default.svc.cluster.local/",
        "https://router.lan/",
        "https://nas.home.arpa/",
        "https://intranet/",
        "https://host.docker.internal/"
      })
  void ofAddressesInDisguiseAndOfInnerNamesAreRefused(String url) {
    assertThatThrownBy(() -> require(links(false), url)).isInstanceOf(IOException.class);
  }

  /** What okhttp itself cannot read is no link; so nothing can hide in a zone, either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[::1/",
        "https://a b/",
        "file:///etc/passwd",
        "gopher://images.example.com/",
        "https:///etc/passwd"
      })
  void areOfNoOtherForm(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed != null) { // https:///etc reads as the host etc.
      assertThatThrownBy(() -> links(false).require(parsed)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void holdNoUser() {
    for (String url :
        List.of("https://ann@images.example.com/", "https://images.example.com:pw@8.8.8.8/")) {
      assertThatThrownBy(() -> require(links(false), url))
          .hasMessage("the link holds a user name or password");
    }
  }

  @Test
  void leadToThePortsOfTheWebOnly() {
    for (int port : new int[] {22, 25, 6379, 8080, 8443}) {
      assertThatThrownBy(() -> require(links(false), "https://images.example.com:" + port + "/"))
          .hasMessage("port " + port + " is not allowed, only 80 and 443 are");
    }
  }

  @Test
  void arePlainHttpOnlyWhereThatIsAllowed() throws IOException {
    assertThatThrownBy(() -> require(links(false), "http://images.example.com/"))
        .hasMessage("it is plain http, and only https is allowed");
    require(links(true), "http://images.example.com/");
  }

  @Test
  void leadToTheListedHostsOnly() throws IOException {
    MediaLinks links = links(false, "images.example.com", "*.cdn.example.net");

    require(links, "https://images.example.com/a.png");
    require(links, "https://IMAGES.example.com./a.png");
    require(links, "https://eu.cdn.example.net/a.png");
    for (String host :
        List.of(
            "example.com",
            "a.images.example.com",
            "evilimages.example.com",
            "images.example.com.evil.test",
            "cdn.example.net",
            "evilcdn.example.net",
            "8.8.8.8")) {
      assertThatThrownBy(() -> require(links, "https://" + host + "/a.png"))
          .as(host)
          .hasMessage("it is not among the hosts that are allowed");
    }
  }

  @Test
  void aListedHostIsNoExceptionFromTheRestOfTheRules() {
    assertThatThrownBy(() -> require(links(false, "images.internal"), "https://images.internal/"))
        .hasMessage("its name is of an inner network");
  }

  @Test
  void redirectsAreHeldToTheSameRules() throws IOException {
    HttpUrl from = HttpUrl.get("https://images.example.com/a/b.png");
    MediaLinks links = links(true);

    assertThat(links.redirected(from, "../c.png"))
        .isEqualTo(HttpUrl.get("https://images.example.com/c.png"));
    assertThat(links.redirected(from, "//other.example.com/c.png"))
        .isEqualTo(HttpUrl.get("https://other.example.com/c.png"));
    assertThat(links.redirected(HttpUrl.get("http://a.example.com/"), "https://b.example.com/"))
        .isEqualTo(HttpUrl.get("https://b.example.com/"));
    for (String to :
        List.of(
            "https://127.0.0.1/",
            "//169.254.169.254/latest",
            "https://metadata.google.internal/",
            "https://images.example.com:8443/",
            "https://ann@images.example.com/",
            "file:///etc/passwd")) {
      assertThatThrownBy(() -> links.redirected(from, to)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> links.redirected(from, null))
        .hasMessage("it is a redirect to nowhere");
    assertThatThrownBy(() -> links.redirected(from, "http://images.example.com/"))
        .hasMessage("it redirects from https to plain http");
  }
}
