/** The provider of {@code docs/extending.md}, from scratch, as a stranger would write it. */
@NullMarked
package dev.gatewaysdk.docs.parrot;

import org.jspecify.annotations.NullMarked;
