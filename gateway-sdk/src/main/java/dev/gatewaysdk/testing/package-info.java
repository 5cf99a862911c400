/** Fakes for the unit tests of applications that use the gateway; free of any test framework. */
@NullMarked
package dev.gatewaysdk.testing;

import org.jspecify.annotations.NullMarked;
