package dev.gatewaysdk.provider.http;

/** How far a request came. */
interface Sending {
  /** Whether there was a connection. */
  boolean begun();

  /** Whether all of it was handed to the socket, so that the provider may have it. */
  boolean written();
}
