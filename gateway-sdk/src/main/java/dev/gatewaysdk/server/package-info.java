/**
 * The gateway over HTTP, as OpenAI's clients expect it: a pure function from request to reply, and
 * its binding to the JDK's own server.
 */
@NullMarked
package dev.gatewaysdk.server;

import org.jspecify.annotations.NullMarked;
