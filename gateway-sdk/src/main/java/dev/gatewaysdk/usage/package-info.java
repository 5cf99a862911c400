/** What calls did and cost: the record of each call, its sinks, and running totals. */
@NullMarked
package dev.gatewaysdk.usage;

import org.jspecify.annotations.NullMarked;
