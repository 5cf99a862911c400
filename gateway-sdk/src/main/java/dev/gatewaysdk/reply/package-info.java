/**
 * What every reply has in common, whatever the operation: usage, cost, who served it, what was
 * adjusted.
 */
@NullMarked
package dev.gatewaysdk.reply;

import org.jspecify.annotations.NullMarked;
