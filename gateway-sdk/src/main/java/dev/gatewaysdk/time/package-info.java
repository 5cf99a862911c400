/** The one clock that limits, retries, deadlines and records go by. */
@NullMarked
package dev.gatewaysdk.time;

import org.jspecify.annotations.NullMarked;
