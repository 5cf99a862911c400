package dev.gatewaysdk.provider.http;

import java.io.IOException;
import java.net.UnknownHostException;

/** A rule of the gateway's own forbids it; the message says which. */
final class MediaRefused extends IOException {
  private static final long serialVersionUID = 1L;

  MediaRefused(String rule) {
    super(rule);
  }

  /** The same for an address, where OkHttp lets only this kind through. */
  static final class Address extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    /** The address itself is not told: it would say how the gateway's network looks. */
    Address() {
      super("it leads to an address that is not public");
    }
  }
}
