/** Which of an endpoint's targets a call asks, and in what order. */
@NullMarked
package dev.gatewaysdk.routing;

import org.jspecify.annotations.NullMarked;
