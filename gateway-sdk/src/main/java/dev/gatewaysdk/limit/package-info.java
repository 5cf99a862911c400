/** Limits on calls: what is counted, per whom, in which window. */
@NullMarked
package dev.gatewaysdk.limit;

import org.jspecify.annotations.NullMarked;
