/** Credentials: read late, re-read when they change, never printed. */
@NullMarked
package dev.gatewaysdk.secret;

import org.jspecify.annotations.NullMarked;
