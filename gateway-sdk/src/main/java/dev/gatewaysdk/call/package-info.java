/** A call on its way through the gateway: who asks, how to stop it, what was learned. */
@NullMarked
package dev.gatewaysdk.call;

import org.jspecify.annotations.NullMarked;
