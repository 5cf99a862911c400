/** The names that callers use, and what stands behind each. */
@NullMarked
package dev.gatewaysdk.endpoint;

import org.jspecify.annotations.NullMarked;
