/** Calls recorded once and played again without a network. */
@NullMarked
package dev.gatewaysdk.testing.cassette;

import org.jspecify.annotations.NullMarked;
