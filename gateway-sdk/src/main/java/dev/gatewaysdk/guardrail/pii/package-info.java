/** Finds, masks or blocks personal data. */
@NullMarked
package dev.gatewaysdk.guardrail.pii;

import org.jspecify.annotations.NullMarked;
