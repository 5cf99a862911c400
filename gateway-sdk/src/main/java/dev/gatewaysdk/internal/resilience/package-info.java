/** Retry and target health. Not API. */
@NullMarked
package dev.gatewaysdk.internal.resilience;

import org.jspecify.annotations.NullMarked;
